import { backOff, type Chance } from './back-off.ts';
import { type AwsEnvironment, accessOf } from './objects/s3-access.ts';
import { authorization, sha256, signingTime } from './objects/signature.ts';
import type { SecretReader } from './secrets.ts';

export interface SecretsManager extends Chance {
  readonly environment: AwsEnvironment;
  readonly now: () => string;
  readonly fetch: typeof fetch;
}

interface Reply {
  readonly status: number;
  readonly SecretString?: string;
  /** Code of an error. */
  readonly __type?: string;
}

const MAXIMUM_ATTEMPTS = 3;
const CALL = 'secretsmanager.GetSecretValue';

/**
 * Reads secrets from Secrets Manager. Signed by hand, because the client for this one call would be a twelfth of every
 * bundle that knows a secret.
 */
export const secretsManager =
  (manager: SecretsManager): SecretReader =>
  async (SecretId, VersionStage) => {
    const { status, SecretString, __type } = await askPatiently(manager, JSON.stringify({ SecretId, VersionStage }), 1);
    if (status === 200) return SecretString;
    if (VersionStage === 'AWSPREVIOUS' && __type?.endsWith('ResourceNotFoundException')) return undefined;
    throw new Error(`Secrets Manager answered ${status} ${__type} for ${SecretId}`);
  };

/** Again after a lost connection, a busy service or a failure of its own. */
async function askPatiently(manager: SecretsManager, body: string, attempt: number): Promise<Reply> {
  const isLast = attempt === MAXIMUM_ATTEMPTS;
  try {
    const reply = await replyOf(await call(manager, body));
    if (isLast || !isPassing(reply)) return reply;
  } catch (error) {
    if (isLast) throw error;
  }
  await backOff(manager, attempt);
  return askPatiently(manager, body, attempt + 1);
}

const isPassing = ({ status, __type = '' }: Reply): boolean => status >= 500 || /Throttling|TooMany/.test(__type);

/** What stands between us and the service may answer without JSON. */
async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { ...(isJson ? (JSON.parse(text) as object) : {}), status: response.status };
}

function call({ environment, now, fetch }: SecretsManager, body: string): Promise<Response> {
  const access = { ...accessOf(environment), service: 'secretsmanager' };
  const own = environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? environment['AWS_ENDPOINT_URL'];
  const url = new URL('/', own ?? `https://secretsmanager.${access.region}.amazonaws.com`);
  const time = signingTime(now());
  const sent = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-date': time.timestamp,
    'x-amz-target': CALL,
    ...(access.sessionToken !== undefined && { 'x-amz-security-token': access.sessionToken }),
  };
  const signed = { method: 'POST', url, headers: { ...sent, host: url.host }, payloadHash: sha256(body) };
  return fetch(url, { method: 'POST', body, headers: { ...sent, authorization: authorization(access, time, signed) } });
}
