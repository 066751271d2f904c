import type { ResourceKind } from '../resource-kinds.ts';

/** HTTP API, sign-in and mail. */
export const EDGE_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::ApiGatewayV2::Api': {
    identify(naming) {
      const id = naming.token(10);
      return { physicalId: id, attributes: { ApiId: id, ApiEndpoint: naming.place.publicUrl } };
    },
  },
  'AWS::ApiGatewayV2::Stage': { identify: (naming) => ({ physicalId: naming.name('StageName') }) },
  'AWS::ApiGatewayV2::Route': {
    identify: (naming) => ({ physicalId: naming.token(7), attributes: { RouteId: naming.token(7) } }),
  },
  'AWS::ApiGatewayV2::Integration': {
    identify: (naming) => ({ physicalId: naming.token(7), attributes: { IntegrationId: naming.token(7) } }),
  },
  'AWS::ApiGatewayV2::Authorizer': {
    identify: (naming) => ({ physicalId: naming.token(6), attributes: { AuthorizerId: naming.token(6) } }),
  },
  'AWS::Cognito::UserPool': {
    identify(naming) {
      const id = `${naming.place.region}_${naming.token(9)}`;
      const arn = naming.arn('cognito-idp', `userpool/${id}`);
      const attributes = {
        Arn: arn,
        UserPoolId: id,
        ProviderName: `cognito-idp.${naming.place.region}.amazonaws.com/${id}`,
        ProviderURL: `${naming.place.publicUrl}/_auth`,
      };
      return { physicalId: id, arn, attributes };
    },
  },
  'AWS::Cognito::UserPoolClient': {
    identify(naming) {
      const id = naming.token(26);
      return { physicalId: id, attributes: { ClientId: id, Name: naming.name('ClientName') } };
    },
  },
  'AWS::Cognito::UserPoolGroup': { identify: (naming) => ({ physicalId: naming.name('GroupName') }) },
  'AWS::Cognito::UserPoolDomain': { identify: (naming) => ({ physicalId: naming.name('Domain') }) },
  'AWS::Cognito::UserPoolResourceServer': { identify: (naming) => ({ physicalId: naming.name('Identifier') }) },
  'AWS::SES::EmailIdentity': { identify: (naming) => mailIdentity(naming.name('EmailIdentity'), naming.place.region) },
  'AWS::SES::ConfigurationSet': { identify: (naming) => ({ physicalId: naming.name('Name') }) },
  'AWS::SES::ConfigurationSetEventDestination': {
    identify: (naming) => ({ physicalId: naming.uuid(), attributes: { Id: naming.uuid() } }),
  },
  'AWS::SES::ReceiptRuleSet': { identify: (naming) => ({ physicalId: naming.name('RuleSetName') }) },
  'AWS::SES::ReceiptRule': { identify: (naming) => ({ physicalId: naming.logicalId.toLowerCase() }) },
};

function mailIdentity(domain: string, region: string) {
  const tokens = [1, 2, 3].flatMap((n) => [
    [`DkimDNSTokenName${n}`, `local${n}._domainkey.${domain}`],
    [`DkimDNSTokenValue${n}`, `local${n}.dkim.amazonses.com`],
  ]);
  const arn = `arn:aws:ses:${region}:000000000000:identity/${domain}`;
  return { physicalId: domain, arn, attributes: Object.fromEntries(tokens) };
}
