import type { Adapter, ClientMetadata, Configuration } from 'oidc-provider';
import type { AppClient } from './client-settings.ts';
import { endpoints, standardScopes } from './discovery.ts';
import type { SignInParts } from './sign-in.ts';
import { accessClaims, accessKind, identityClaims } from './token-claims.ts';

/** Access tokens are for this one API; Cognito has no name for it, and its tokens carry none. */
const api = 'urn:gangway:api';
const codeSeconds = 300;
const interactionSeconds = 3600;
const sessionSeconds = 3600;

/** The library insists on an audience, and Cognito's access tokens have none: this one is there and is not written. */
const unwritten = { toJSON: () => undefined };

interface IssuerSecrets {
  readonly cookieKey: string;
  readonly adapter: (model: string) => Adapter;
}

/** The scopes a client may ask for; with machine clients these are also what they get when they name none. */
const clientScopes = (client: AppClient) => client.scopes.join(' ');

function metadata({ secretOf }: SignInParts, client: AppClient): ClientMetadata {
  const code = client.oauthFlows.includes('code');
  return {
    client_id: client.id,
    client_name: client.name,
    ...(client.hasSecret ? { client_secret: secretOf(client) } : {}),
    token_endpoint_auth_method: client.hasSecret ? 'client_secret_basic' : 'none',
    response_types: code ? ['code'] : [],
    grant_types: [
      ...(code ? ['authorization_code', 'refresh_token'] : []),
      ...(client.oauthFlows.includes('client_credentials') ? ['client_credentials'] : []),
    ],
    redirect_uris: code ? [...client.callbackUrls] : [],
    post_logout_redirect_uris: [...client.logoutUrls],
    scope: clientScopes(client),
  };
}

/** Who a client is, by its id. Only clients with an OAuth flow are known to the issuer. */
function clientFinder({ pool }: SignInParts) {
  const clients = (pool?.clients ?? []).filter(({ oauthFlows }) => oauthFlows.length > 0);
  return { clients, clientOf: (id: string | undefined) => clients.find((client) => client.id === id)! };
}

type ClientOf = ReturnType<typeof clientFinder>['clientOf'];

function lifetimes(clientOf: ClientOf): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: (_ctx, _token, client) => clientOf(client.clientId).accessTokenSeconds,
    AuthorizationCode: codeSeconds,
    Interaction: interactionSeconds,
    Session: sessionSeconds,
    ClientCredentials: (_ctx, _token, client) => clientOf(client.clientId).accessTokenSeconds,
    IdToken: (_ctx, _token, client) => clientOf(client.clientId).idTokenSeconds,
    RefreshToken: (_ctx, _token, client) => clientOf(client.clientId).refreshTokenSeconds,
    Grant: (_ctx, grant) => clientOf(grant.clientId).refreshTokenSeconds,
  };
}

/** One resource, so that access tokens are JWTs; without asking for it, everybody gets tokens for it. */
function features(clientOf: ClientOf, scopes: readonly string[]): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, _client, oneOf) => oneOf ?? api,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, _resource, client) => ({
        scope: scopes.join(' '),
        audience: client.clientId,
        accessTokenTTL: clientOf(client.clientId).accessTokenSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

/** Gives access tokens the members of Cognito's. A machine client that names no scope gets all of its own. */
function tokenFormat(clientOf: ClientOf): NonNullable<Configuration['formats']> {
  return {
    customizers: {
      jwt: (_ctx, token, jwt) => {
        const client = clientOf(token.clientId);
        const granted = token.scope || (token.kind === 'ClientCredentials' ? clientScopes(client) : 'openid');
        const { iat } = jwt.payload;
        jwt.payload = { ...jwt.payload, ...accessKind(client), auth_time: iat, scope: granted, aud: unwritten };
      },
    },
  };
}

/** Where the claims about a person come from; a disabled person is nobody. */
function accounts({ users }: SignInParts): Pick<Configuration, 'findAccount' | 'extraTokenClaims'> {
  return {
    findAccount: (_ctx, sub) => {
      const user = users.bySub(sub);
      if (!user?.enabled) return undefined;
      return { accountId: sub, claims: async () => ({ sub, ...identityClaims(user, users.groupsOf(sub)) }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const user = 'accountId' in token && token.accountId ? users.bySub(token.accountId) : undefined;
      return user ? accessClaims(user, users.groupsOf(user.sub)) : undefined;
    },
  };
}

/** Every client is the system's own, so nobody is asked to consent. */
function consent(scopes: readonly string[]): NonNullable<Configuration['loadExistingGrant']> {
  return async (ctx) => {
    const { client, session, result, provider } = ctx.oidc;
    const known = result?.consent?.grantId ?? session?.grantIdFor(client!.clientId);
    const found = known ? await provider.Grant.find(known) : undefined;
    const grant = found ?? new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
    grant.addOIDCScope(standardScopes.join(' '));
    grant.addResourceScope(api, scopes.join(' '));
    await grant.save();
    return grant;
  };
}

const routes = {
  authorization: endpoints.authorization,
  token: endpoints.token,
  userinfo: endpoints.userinfo,
  revocation: endpoints.revocation,
  end_session: endpoints.endSession,
  jwks: endpoints.keys,
};

/** How `oidc-provider` is set up so that it behaves as the user pool of the template. */
export function issuerConfiguration(parts: SignInParts, { cookieKey, adapter }: IssuerSecrets): Configuration {
  const { pool, key, issuer } = parts;
  const { clients, clientOf } = clientFinder(parts);
  const scopes = [...standardScopes, ...(pool?.customScopes ?? [])];
  return {
    adapter: adapter as NonNullable<Configuration['adapter']>,
    clients: clients.map((client) => metadata(parts, client)),
    jwks: { keys: [key.privateJwk as never] },
    cookies: { keys: [cookieKey] },
    scopes,
    claims: {
      openid: ['sub', 'cognito:username', 'cognito:groups'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name', 'locale', 'preferred_username', ...(pool?.customAttributes ?? [])],
    },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    routes,
    interactions: { url: (_ctx, interaction) => `${issuer}/interaction/${interaction.uid}` },
    features: features(clientOf, scopes),
    pkce: { required: () => true },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    ttl: lifetimes(clientOf),
    formats: tokenFormat(clientOf),
    loadExistingGrant: consent(scopes),
    ...accounts(parts),
  };
}
