import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecrets } from '../../local/secrets/secrets.ts';
import { authorization, sha256, signingTime } from '../../shared/store/objects/signature.ts';
import { type SecretsManager, secretsManager } from '../../shared/store/secrets-manager.ts';
import { resource, serveWire, standIn } from '../local/objects/engine-stand-in.ts';
import { testChance } from './a-change.ts';

const SECRET_ID = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:callback-key-a1b2c3';
const engine = standIn({
  resources: [resource('AWS::SecretsManager::Secret', SECRET_ID, { GenerateSecretString: {} }, SECRET_ID)],
});
let server: Awaited<ReturnType<typeof serveWire>>;
beforeAll(async () => {
  server = await serveWire(createSecrets(engine.context).wire);
});
afterAll(() => server.close());

const aReader = (more: Partial<SecretsManager> = {}) =>
  secretsManager({
    environment: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      AWS_ENDPOINT_URL: server.url,
    },
    now: () => '2015-08-30T12:36:00.000Z',
    fetch,
    ...testChance(),
    ...more,
  });
const answering = (...replies: readonly (Response | Error)[]) => {
  const left = [...replies];
  const asked: Request[] = [];
  const fetch = async (...call: ConstructorParameters<typeof Request>) => {
    asked.push(new Request(...call));
    const reply = left.shift()!;
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
};
const found = () => Response.json({ SecretString: 'the key' });
const failed = (status: number, __type: string) => Response.json({ __type }, { status });

test('the current version of a secret is read, and there is none before it', async () => {
  expect(await aReader()(SECRET_ID, 'AWSCURRENT')).toMatch(/^.{32}$/);
  expect(await aReader()(SECRET_ID, 'AWSPREVIOUS')).toBeUndefined();
});

test('a secret that is not there is an error, and so is a refusal', async () => {
  await expect(aReader()('other', 'AWSCURRENT')).rejects.toThrow('ResourceNotFoundException for other');
  const { fetch } = answering(failed(400, 'AccessDeniedException'));
  await expect(aReader({ fetch })(SECRET_ID, 'AWSPREVIOUS')).rejects.toThrow('answered 400 AccessDeniedException');
});

test.each([
  ['a lost connection', new Error('ECONNRESET')],
  ['a busy service', failed(400, 'ThrottlingException')],
  ['a failure of the service', failed(500, 'InternalServiceError')],
  ['a page of something in between', new Response('<html>', { status: 503 })],
])('%s is asked again', async (_, failure) => {
  const { asked, fetch } = answering(failure, found());
  expect(await aReader({ fetch })(SECRET_ID, 'AWSCURRENT')).toBe('the key');
  expect(asked).toHaveLength(2);
});

test('the third failure is the last', async () => {
  const lost = new Error('ECONNRESET');
  await expect(aReader({ fetch: answering(lost, lost, lost).fetch })(SECRET_ID, 'AWSCURRENT')).rejects.toBe(lost);
});

test('the call goes to the service of the region, in the name of the function', async () => {
  const { asked, fetch } = answering(found());
  const environment = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
  };
  await aReader({ environment, fetch })(SECRET_ID, 'AWSCURRENT');
  const [request] = asked;
  expect(request?.url).toBe('https://secretsmanager.eu-west-1.amazonaws.com/');
  expect(request?.headers.get('x-amz-security-token')).toBe('session');
  expect(request?.headers.get('authorization')).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/eu-west-1\/secretsmanager\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
  );
});

// Source: IAM User Guide, "Create a signed AWS API request", the example of ListUsers.
test('signatures are those of the documentation, for any service', () => {
  const access = {
    region: 'us-east-1',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    service: 'iam',
  };
  const request = {
    method: 'GET',
    url: new URL('https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08'),
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: 'iam.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
    },
    payloadHash: sha256(''),
  };
  expect(authorization(access, signingTime('2015-08-30T12:36:00.000Z'), request)).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  );
});
