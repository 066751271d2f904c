import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { AwsFault, type AwsOperation, requireText, type WireInput } from '../aws-json.ts';
import type { EngineClock } from '../parts.ts';
import type { AppClient } from './client-settings.ts';
import { compared, requirePool } from './find-user.ts';
import { isPassword } from './password.ts';
import type { Pool } from './pool-settings.ts';
import type { SigningKey } from './signing-key.ts';
import { accessClaims, accessKind, identityClaims } from './token-claims.ts';
import type { User, UserTable } from './user-table.ts';

/** What signing in needs; `secretOf` gives a client's secret. */
export interface SignInParts {
  readonly pool: Pool | undefined;
  readonly users: UserTable;
  readonly key: SigningKey;
  readonly clock: EngineClock;
  readonly issuer: string;
  readonly secretOf: (client: AppClient) => string;
}

const refused = (message: string) => new AwsFault('NotAuthorizedException', message);
const invalid = (message: string) => new AwsFault('InvalidParameterException', message);

/** The person, when name and password are right and the account is enabled. Throws NotAuthorizedException. */
export async function authenticate(pool: Pool, users: UserTable, name: string, password: string): Promise<User> {
  const user = users.byName(compared(pool, name));
  const right = await isPassword(password, user?.passwordHash || undefined);
  if (!user || !right) throw refused('Incorrect username or password.');
  if (!user.enabled) throw refused('User is disabled.');
  return user;
}

function issue({ users, key, clock, issuer }: SignInParts, client: AppClient, user: User) {
  const iat = Math.floor(clock.now() / 1000);
  const groups = users.groupsOf(user.sub);
  const common = { sub: user.sub, iss: issuer, auth_time: iat, iat, origin_jti: randomUUID(), event_id: randomUUID() };
  const access = { ...accessKind(client), ...accessClaims(user, groups), scope: 'aws.cognito.signin.user.admin' };
  const identity = { ...identityClaims(user, groups), aud: client.id, token_use: 'id' };
  return {
    AccessToken: key.sign({ ...common, ...access, exp: iat + client.accessTokenSeconds, jti: randomUUID() }),
    IdToken: key.sign({ ...common, ...identity, exp: iat + client.idTokenSeconds, jti: randomUUID() }),
    ExpiresIn: client.accessTokenSeconds,
    TokenType: 'Bearer',
  };
}

function checkSecretHash(parts: SignInParts, client: AppClient, name: string, given: string | undefined): void {
  if (!client.hasSecret) return;
  const expected = createHmac('sha256', parts.secretOf(client))
    .update(name + client.id)
    .digest();
  const hash = Buffer.from(given ?? '', 'base64');
  if (hash.length !== expected.length || !timingSafeEqual(hash, expected))
    throw refused(`Unable to verify secret hash for client ${client.id}`);
}

function requireClient(pool: Pool | undefined, input: WireInput, flow: string): AppClient {
  const id = requireText(input, 'ClientId');
  const client = pool?.clients.find((one) => one.id === id);
  if (!client) throw new AwsFault('ResourceNotFoundException', `User pool client ${id} does not exist.`);
  const asked = requireText(input, 'AuthFlow');
  const flows = flow === 'ADMIN_USER_PASSWORD_AUTH' ? [flow, 'ADMIN_NO_SRP_AUTH'] : [flow];
  if (!flows.includes(asked)) throw invalid(`The local engine knows no flow but ${flow} here.`);
  if (!client.authFlows.includes(`ALLOW_${flow}`)) throw invalid(`${flow} flow not enabled for this client`);
  return client;
}

function initiate(parts: SignInParts, flow: string): AwsOperation {
  return async (input) => {
    const client = requireClient(parts.pool, input, flow);
    const given = (input['AuthParameters'] ?? {}) as WireInput;
    const name = requireText(given, 'USERNAME');
    checkSecretHash(parts, client, name, given['SECRET_HASH'] as string | undefined);
    const user = await authenticate(parts.pool!, parts.users, name, requireText(given, 'PASSWORD'));
    if (user.status === 'CONFIRMED')
      return { AuthenticationResult: issue(parts, client, user), ChallengeParameters: {} };
    const ChallengeParameters = { USER_ID_FOR_SRP: user.username, requiredAttributes: '[]' };
    return { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: randomUUID(), ChallengeParameters };
  };
}

/** InitiateAuth and AdminInitiateAuth by password, and the clients' own data (their secrets are made here). */
export function signInOperations(parts: SignInParts): Readonly<Record<string, AwsOperation>> {
  const admin = initiate(parts, 'ADMIN_USER_PASSWORD_AUTH');
  return {
    InitiateAuth: initiate(parts, 'USER_PASSWORD_AUTH'),
    AdminInitiateAuth(input) {
      requirePool(parts.pool, input);
      return admin(input);
    },
    DescribeUserPoolClient(input) {
      const pool = requirePool(parts.pool, input);
      const client = pool.clients.find(({ id }) => id === input['ClientId']);
      if (!client) throw new AwsFault('ResourceNotFoundException', 'User pool client does not exist.');
      return {
        UserPoolClient: {
          UserPoolId: pool.id,
          ClientId: client.id,
          ClientName: client.name,
          ...(client.hasSecret ? { ClientSecret: parts.secretOf(client) } : {}),
          ExplicitAuthFlows: client.authFlows,
          AllowedOAuthFlows: client.oauthFlows,
          AllowedOAuthScopes: client.scopes,
          CallbackURLs: client.callbackUrls,
          LogoutURLs: client.logoutUrls,
        },
      };
    },
  };
}
