import { generateKeyPairSync } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../../../local/identity/identity.ts';
import { openStoredValues } from '../../../local/identity/stored-values.ts';
import { noon, resource, type StandIn, serveWire, standIn } from '../objects/engine-stand-in.ts';
import { poolId, poolResources } from './pool.ts';

const email = 'Ada@Example.com';
const password = 'correct horse 1';
const who = { UserPoolId: poolId, Username: email };
const day = 86_400_000;
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

beforeEach(() => serve(standIn({ resources: poolResources() })));
afterEach(() => server.close());

const create = (Username = email) =>
  client.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, MessageAction: 'SUPPRESS' }));
const setPassword = (Password = password, Permanent = true) =>
  client.send(new AdminSetUserPasswordCommand({ ...who, Password, Permanent }));
const signIn = (USERNAME = email, PASSWORD = password) =>
  client.send(
    new InitiateAuthCommand({
      ClientId: 'portal',
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
const verify = (token: string) =>
  jwtVerify(token, createLocalJWKSet(identity.jwks()), { currentDate: new Date(engine.context.clock.now()) });

describe('people of the pool', () => {
  it('are created once, with the mail address as attribute and the sub as user name', async () => {
    const { User } = await create();
    const attributes = Object.fromEntries(User!.Attributes!.map(({ Name, Value }) => [Name, Value]));
    expect(attributes).toEqual({ sub: User!.Username, email });
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true, UserCreateDate: new Date(noon) });
    await expect(create('ada@example.com')).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });

  it('keep their sub when the data folder is emptied', async () => {
    const first = await create();
    await serve(standIn({ resources: poolResources() }));
    expect((await create()).User!.Username).toBe(first.User!.Username);
  });

  it('survive a restart with password, groups and keys', async () => {
    await create();
    await setPassword();
    await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'agent' }));
    const token = (await signIn()).AuthenticationResult!.AccessToken!;
    await serve(engine.restarted());
    expect((await verify(token)).payload['cognito:groups']).toEqual(['agent']);
    expect((await signIn()).AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('are found by filter and listed in pages', async () => {
    for (const name of ['a@x.example', 'b@x.example', 'c@x.example']) await create(name);
    const list = (input: object) => client.send(new ListUsersCommand({ UserPoolId: poolId, ...input }));
    const found = await list({ Filter: 'email = "b@x.example"' });
    expect(found.Users?.map(({ Attributes }) => Attributes!.find(({ Name }) => Name === 'email')!.Value)).toEqual([
      'b@x.example',
    ]);
    const first = await list({ Limit: 2 });
    const second = await list({ Limit: 2, PaginationToken: first.PaginationToken });
    expect([first.Users!.length, second.Users!.length, second.PaginationToken]).toEqual([2, 1, undefined]);
    await expect(list({ Filter: 'email or 1' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('change attributes within the schema only', async () => {
    await create();
    const update = (Name: string, Value: string) =>
      client.send(new AdminUpdateUserAttributesCommand({ ...who, UserAttributes: [{ Name, Value }] }));
    await update('custom:tenant', 't1');
    await expect(update('custom:other', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const user = await client.send(new AdminGetUserCommand(who));
    expect(user.UserAttributes).toContainEqual({ Name: 'custom:tenant', Value: 't1' });
  });

  it('join and leave the groups of the template', async () => {
    await create();
    const groups = async () =>
      (await client.send(new AdminListGroupsForUserCommand(who))).Groups?.map(({ GroupName }) => GroupName);
    await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'agent' }));
    await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'supervisor' }));
    expect(await groups()).toEqual(['agent', 'supervisor']);
    await client.send(new AdminRemoveUserFromGroupCommand({ ...who, GroupName: 'agent' }));
    expect(await groups()).toEqual(['supervisor']);
    const unknown = new AdminAddUserToGroupCommand({ ...who, GroupName: 'kings' });
    await expect(client.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('do not exist in another pool or before they were created', async () => {
    await expect(client.send(new AdminGetUserCommand(who))).rejects.toMatchObject({ name: 'UserNotFoundException' });
    const foreign = new AdminGetUserCommand({ ...who, UserPoolId: 'eu-west-1_other' });
    await expect(client.send(foreign)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('signing in by password', () => {
  it('gives an access token in the shape of the user pool', async () => {
    const { User } = await create();
    await setPassword();
    await client.send(new AdminAddUserToGroupCommand({ ...who, GroupName: 'agent' }));
    const result = (await signIn('ada@example.com')).AuthenticationResult!;
    const { payload, protectedHeader } = await verify(result.AccessToken!);
    expect(payload).toMatchObject({
      sub: User!.Username,
      username: User!.Username,
      iss: 'http://127.0.0.1:4000/_auth',
      client_id: 'portal',
      token_use: 'access',
      'cognito:groups': ['agent'],
      iat: noon / 1000,
      exp: noon / 1000 + 1800,
    });
    expect(payload.aud).toBeUndefined();
    expect(protectedHeader.alg).toBe('RS256');
    expect(result.ExpiresIn).toBe(1800);
    const { payload: person } = await verify(result.IdToken!);
    expect(person).toMatchObject({ aud: 'portal', token_use: 'id', email, 'cognito:username': User!.Username });
  });

  it('refuses a wrong password and an unknown name in the same words', async () => {
    await create();
    await setPassword();
    const refusal = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(signIn(email, 'wrong horse 1')).rejects.toMatchObject(refusal);
    await expect(signIn('nobody@example.com')).rejects.toMatchObject(refusal);
  });

  it('refuses a disabled person until enabled again', async () => {
    await create();
    await setPassword();
    await client.send(new AdminDisableUserCommand(who));
    await expect(signIn()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await client.send(new AdminEnableUserCommand(who));
    expect((await signIn()).AuthenticationResult).toBeDefined();
  });

  it('asks for a new password where the one set is temporary, and refuses weak ones', async () => {
    await create();
    await setPassword('temporary horse 1', false);
    expect((await signIn(email, 'temporary horse 1')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    await expect(setPassword('short 1')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(setPassword('long enough without')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  });

  it('works after thirty days, when the token of before has expired', async () => {
    await create();
    await setPassword();
    const old = (await signIn()).AuthenticationResult!.AccessToken!;
    engine.advance(30 * day);
    await expect(verify(old)).rejects.toBeInstanceOf(errors.JWTExpired);
    const fresh = (await signIn()).AuthenticationResult!.AccessToken!;
    expect((await verify(fresh)).payload.exp).toBe((noon + 30 * day) / 1000 + 1800);
  });

  it('is open to administrators too, and closed to clients without the flow', async () => {
    await create();
    await setPassword();
    const AuthParameters = { USERNAME: email, PASSWORD: password };
    const admin = (ClientId: string) =>
      client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: poolId,
          ClientId,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters,
        }),
      );
    expect((await admin('portal')).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(admin('machine')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('the template', () => {
  it('stops the start where it asks for what sign-in here would not do', () => {
    const pool = resource('AWS::Cognito::UserPool', poolId, { LambdaConfig: { PreTokenGeneration: 'arn' } });
    expect(() => createIdentity(standIn({ resources: [pool] }).context)).toThrow('LambdaConfig');
    const implicit = resource('AWS::Cognito::UserPoolClient', 'c', {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['implicit'],
    });
    const resources = [resource('AWS::Cognito::UserPool', poolId), implicit];
    expect(() => createIdentity(standIn({ resources }).context)).toThrow('implicit');
  });
});
