import { resource } from '../objects/engine-stand-in.ts';

export const poolId = 'eu-west-1_local';

/** A pool with two groups, a portal client (code with PKCE, password) and a machine client. */
export const poolResources = (callbackUrl = 'http://127.0.0.1:9/callback') => [
  resource('AWS::Cognito::UserPool', poolId, {
    UsernameAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
    Schema: [{ Name: 'tenant', AttributeDataType: 'String' }],
  }),
  resource('AWS::Cognito::UserPoolGroup', 'agent', { GroupName: 'agent', UserPoolId: poolId }),
  resource('AWS::Cognito::UserPoolGroup', 'supervisor', { GroupName: 'supervisor', UserPoolId: poolId }),
  resource('AWS::Cognito::UserPoolResourceServer', 'gangway', {
    Identifier: 'gangway',
    Scopes: [{ ScopeName: 'callbacks', ScopeDescription: 'provider' }],
  }),
  resource('AWS::Cognito::UserPoolClient', 'portal', {
    UserPoolId: poolId,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'],
    CallbackURLs: [callbackUrl],
    SupportedIdentityProviders: ['COGNITO'],
    AccessTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'minutes' },
  }),
  resource('AWS::Cognito::UserPoolClient', 'machine', {
    UserPoolId: poolId,
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['gangway/callbacks'],
  }),
];
