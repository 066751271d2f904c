import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { userPoolOf } from './aws-clients.ts';
import { DEMO_PASSWORD } from './demo-world.ts';
import type { RunningSystem } from './running-system.ts';

/** A bearer token for a demo sign-in (`ada`, `ada@gangway.example` or `agent_ada`). */
export async function signIn(system: RunningSystem, name: string): Promise<string> {
  const local = name.includes('_') ? name.slice(name.indexOf('_') + 1) : name;
  const reply = await userPoolOf(system).send(
    new InitiateAuthCommand({
      ClientId: system.portalClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: local.includes('@') ? local : `${local}@gangway.example`, PASSWORD: DEMO_PASSWORD },
    }),
  );
  const token = reply.AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error(`${name} could not sign in`);
  return token;
}
