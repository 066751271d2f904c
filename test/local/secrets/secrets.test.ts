import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecrets } from '../../../local/secrets/secrets.ts';
import { noon, resource, type StandIn, serveWire, standIn } from '../objects/engine-stand-in.ts';

const arn = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:callback-key-a1b2c3';
const secret = (properties: Record<string, unknown>) => resource('AWS::SecretsManager::Secret', arn, properties, arn);
const resources = [
  secret({ Description: 'signs callbacks', GenerateSecretString: { PasswordLength: 48, ExcludePunctuation: true } }),
];

let engine: StandIn;
let server: Awaited<ReturnType<typeof serveWire>>;
let client: SecretsManagerClient;

async function serve(on: StandIn) {
  await server?.close();
  engine = on;
  server = await serveWire(createSecrets(on.context).wire);
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  client = new SecretsManagerClient({ endpoint: server.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
}

beforeEach(() => serve(standIn({ resources })));
afterEach(() => server.close());

const get = (input: object = {}) => client.send(new GetSecretValueCommand({ SecretId: arn, ...input }));

describe('secrets', () => {
  it('generates a value by the rule of the template and keeps it over a restart', async () => {
    const value = await get();
    expect(value.SecretString).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(value).toMatchObject({ ARN: arn, VersionStages: ['AWSCURRENT'], CreatedDate: new Date(noon) });
    await serve(engine.restarted());
    expect((await get()).SecretString).toBe(value.SecretString);
  });

  it('has at least one of every kind of character it may use', async () => {
    await serve(standIn({ resources: [secret({ GenerateSecretString: { PasswordLength: 4 } })] }));
    const { SecretString } = await get();
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(SecretString).toMatch(kind);
  });

  it('puts the generated value under its key in a template', async () => {
    const rule = {
      SecretStringTemplate: '{"user":"sim"}',
      GenerateStringKey: 'key',
      PasswordLength: 12,
      ExcludePunctuation: true,
    };
    await serve(standIn({ resources: [secret({ GenerateSecretString: rule })] }));
    const value = JSON.parse((await get()).SecretString!);
    expect(value).toEqual({ user: 'sim', key: expect.stringMatching(/^[A-Za-z0-9]{12}$/) });
  });

  it('is found by name, whole name and name without suffix, and by nothing else', async () => {
    const { SecretString } = await get();
    expect((await get({ SecretId: 'callback-key' })).SecretString).toBe(SecretString);
    expect((await get({ SecretId: arn.slice(0, -7) })).SecretString).toBe(SecretString);
    await expect(get({ SecretId: 'callback' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('has no previous value before the first rotation and two live ones after it', async () => {
    const before = await get();
    await expect(get({ VersionStage: 'AWSPREVIOUS' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    engine.advance(1000);
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'second' }));
    expect((await get()).SecretString).toBe('second');
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe(before.SecretString);
    engine.advance(1000);
    await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'third' }));
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('second');
    expect((await get({ VersionId: before.VersionId })).VersionStages ?? []).toEqual([]);
    const described = await client.send(new DescribeSecretCommand({ SecretId: arn }));
    expect(
      Object.values(described.VersionIdsToStages ?? {})
        .flat()
        .sort(),
    ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
    const listed = await client.send(new ListSecretVersionIdsCommand({ SecretId: arn, IncludeDeprecated: true }));
    expect(listed.Versions).toHaveLength(3);
  });

  it('takes a repeated put once and refuses its token for another value', async () => {
    const ClientRequestToken = '00000000-0000-4000-8000-000000000001';
    const put = (SecretString: string) =>
      client.send(new PutSecretValueCommand({ SecretId: arn, SecretString, ClientRequestToken }));
    await put('second');
    await put('second');
    expect((await client.send(new ListSecretVersionIdsCommand({ SecretId: arn }))).Versions).toHaveLength(2);
    await expect(put('other')).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('stops the start for a property it does not know', () => {
    const replicated = secret({ ReplicaRegions: [] });
    expect(() => createSecrets(standIn({ resources: [replicated] }).context)).toThrow('ReplicaRegions');
  });
});
