/** Paths below the issuer, as Cognito's hosted pages have them. */
export const endpoints = {
  authorization: '/oauth2/authorize',
  token: '/oauth2/token',
  userinfo: '/oauth2/userInfo',
  revocation: '/oauth2/revoke',
  endSession: '/logout',
  keys: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
} as const;

export const standardScopes = ['openid', 'email', 'profile', 'phone', 'aws.cognito.signin.user.admin'] as const;

/** The discovery document. Static, so that it needs nothing of the interactive issuer to be loaded. */
export function discoveryDocument(issuer: string, customScopes: readonly string[]): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: issuer + endpoints.authorization,
    token_endpoint: issuer + endpoints.token,
    userinfo_endpoint: issuer + endpoints.userinfo,
    revocation_endpoint: issuer + endpoints.revocation,
    end_session_endpoint: issuer + endpoints.endSession,
    jwks_uri: issuer + endpoints.keys,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: [...standardScopes, ...customScopes],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
    code_challenge_methods_supported: ['S256'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'email',
      'email_verified',
      'cognito:username',
      'cognito:groups',
    ],
  };
}
