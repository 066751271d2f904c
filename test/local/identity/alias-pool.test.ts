import { generateKeyPairSync } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../../../local/identity/identity.ts';
import { openStoredValues } from '../../../local/identity/stored-values.ts';
import { resource, type StandIn, serveWire, standIn } from '../objects/engine-stand-in.ts';
import { poolId } from './pool.ts';

const email = 'Ada@Example.com';
/** Made once for all tests of this file, because it takes long. */
const signingKey = JSON.stringify(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
);

let engine: StandIn;
let identity: Identity;
let server: Awaited<ReturnType<typeof serveWire>>;
let client: CognitoIdentityProviderClient;

async function serve(on: StandIn) {
  await server?.close();
  engine = on;
  openStoredValues(on.context.database).keep('signing-key', () => signingKey);
  identity = createIdentity(on.context);
  server = await serveWire(identity.wire);
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  client = new CognitoIdentityProviderClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials,
    maxAttempts: 1,
  });
}

afterEach(() => server.close());

const signIn = (USERNAME: string, PASSWORD: string) =>
  client.send(
    new InitiateAuthCommand({
      ClientId: 'portal',
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
const verify = (token: string) =>
  jwtVerify(token, createLocalJWKSet(identity.jwks()), { currentDate: new Date(engine.context.clock.now()) });

describe('a pool where the mail address is a second name', () => {
  const resources = [
    resource('AWS::Cognito::UserPool', poolId, { AliasAttributes: ['email'], AutoVerifiedAttributes: ['email'] }),
    resource('AWS::Cognito::UserPoolClient', 'portal', { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
  ];
  const verified = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  const createNamed = (Username: string, UserAttributes = verified) =>
    client.send(
      new AdminCreateUserCommand({ UserPoolId: poolId, Username, MessageAction: 'SUPPRESS', UserAttributes }),
    );

  beforeEach(() => serve(standIn({ resources })));

  it('lets a person in by user name and by verified mail address, and puts the user name into the token', async () => {
    await createNamed('agent_ada');
    const strong = 'Correct-horse-1';
    await client.send(
      new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: 'agent_ada', Password: strong, Permanent: true }),
    );
    const token = (await signIn(email, strong)).AuthenticationResult!.AccessToken!;
    expect((await verify(token)).payload['username']).toBe('agent_ada');
    expect((await signIn('agent_ada', strong)).AuthenticationResult).toBeDefined();
  });

  it('refuses a user name in the form of a mail address and an address that is taken', async () => {
    await expect(createNamed(email)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await createNamed('agent_ada');
    await expect(createNamed('agent_ben')).rejects.toMatchObject({ name: 'AliasExistsException' });
  });

  it('does not take an address that was not verified for a name', async () => {
    await createNamed('agent_ada', [{ Name: 'email', Value: email }]);
    const byAddress = new AdminGetUserCommand({ UserPoolId: poolId, Username: email });
    await expect(client.send(byAddress)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});
