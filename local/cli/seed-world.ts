import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { dynamoPartyStore } from '../../shared/store/party-store.ts';
import { tableOf, userPoolOf } from './aws-clients.ts';
import { DEMO_PASSWORD, PARTIES, SIGN_INS, type SignIn } from './demo-world.ts';
import type { RunningSystem } from './running-system.ts';

/** Writes the demo world into a running system, local or deployed. Doing it again changes nothing. */
export async function seedWorld(system: RunningSystem): Promise<void> {
  const parties = dynamoPartyStore(tableOf(system), system.tableName);
  const pool = userPoolOf(system);
  await Promise.all(PARTIES.map((profile) => parties.put(profile)));
  for (const signIn of SIGN_INS) {
    const sub = await signUp(pool, system.userPoolId, signIn);
    const { personId, displayName, groups, accountId, partnerAccounts } = signIn;
    await parties.putGrants({
      sub,
      personId,
      displayName,
      groups,
      partnerAccounts,
      disabled: false,
      ...(accountId !== undefined && { accountId }),
    });
  }
}

/** @returns the `sub` that the pool gave this person */
async function signUp(pool: CognitoIdentityProviderClient, userPoolId: string, signIn: SignIn): Promise<string> {
  const who = { UserPoolId: userPoolId, Username: signIn.personId };
  const attributes = [
    { Name: 'email', Value: signIn.username },
    { Name: 'email_verified', Value: 'true' },
  ];
  try {
    await pool.send(new AdminCreateUserCommand({ ...who, MessageAction: 'SUPPRESS', UserAttributes: attributes }));
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await pool.send(new AdminSetUserPasswordCommand({ ...who, Password: DEMO_PASSWORD, Permanent: true }));
  for (const role of signIn.roles) await pool.send(new AdminAddUserToGroupCommand({ ...who, GroupName: role }));
  const user = await pool.send(new AdminGetUserCommand(who));
  const sub = user.UserAttributes?.find((attribute) => attribute.Name === 'sub')?.Value;
  if (sub === undefined) throw new Error(`the user pool gave ${signIn.personId} no sub`);
  return sub;
}
