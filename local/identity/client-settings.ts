import { requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';

/** An app client of the pool as the issuer needs it. */
export interface AppClient {
  readonly id: string;
  readonly name: string;
  readonly hasSecret: boolean;
  /** `ALLOW_USER_PASSWORD_AUTH` and kin. */
  readonly authFlows: readonly string[];
  /** `code` and `client_credentials`. */
  readonly oauthFlows: readonly string[];
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

const known = [
  ...['UserPoolId', 'ClientName', 'GenerateSecret', 'ExplicitAuthFlows', 'AllowedOAuthFlows', 'AllowedOAuthScopes'],
  ...['AllowedOAuthFlowsUserPoolClient', 'CallbackURLs', 'LogoutURLs', 'SupportedIdentityProviders'],
  ...['AccessTokenValidity', 'IdTokenValidity', 'RefreshTokenValidity', 'TokenValidityUnits'],
  ...[
    'PreventUserExistenceErrors',
    'EnableTokenRevocation',
    'ReadAttributes',
    'WriteAttributes',
    'AuthSessionValidity',
  ],
  ...['RefreshTokenRotation', 'DefaultRedirectURI', 'EnablePropagateAdditionalUserContextData'],
];

const unitSeconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Reads a client. Throws one sentence for the implicit flow, a foreign identity provider or an unknown property. */
export function readClient(resource: ResolvedResource): AppClient {
  requireKnownProperties(resource, known);
  const { properties, physicalId: id, logicalId } = resource;
  const where = `User pool client ${logicalId}`;
  const oauthFlows: string[] = properties.AllowedOAuthFlowsUserPoolClient ? (properties.AllowedOAuthFlows ?? []) : [];
  if (oauthFlows.includes('implicit')) throw new Error(`${where}: the local engine does not offer the implicit flow.`);
  const providers: string[] = properties.SupportedIdentityProviders ?? [];
  if (providers.some((provider) => provider !== 'COGNITO'))
    throw new Error(`${where}: the local engine knows no identity provider but COGNITO.`);
  const lifetime = (kind: 'AccessToken' | 'IdToken' | 'RefreshToken', fallback: number, fallbackUnit: string) => {
    const unit = properties.TokenValidityUnits?.[kind] ?? fallbackUnit;
    return (properties[`${kind}Validity`] ?? fallback) * unitSeconds[unit]!;
  };
  return {
    id,
    name: properties.ClientName ?? id,
    hasSecret: properties.GenerateSecret === true,
    authFlows: properties.ExplicitAuthFlows ?? [],
    oauthFlows,
    scopes: properties.AllowedOAuthScopes ?? [],
    callbackUrls: properties.CallbackURLs ?? [],
    logoutUrls: properties.LogoutURLs ?? [],
    accessTokenSeconds: lifetime('AccessToken', 1, 'hours'),
    idTokenSeconds: lifetime('IdToken', 1, 'hours'),
    refreshTokenSeconds: lifetime('RefreshToken', 30, 'days'),
  };
}
