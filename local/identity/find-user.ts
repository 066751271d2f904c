import { AwsFault, requireText, type WireInput } from '../aws-json.ts';
import type { Pool } from './pool-settings.ts';
import type { User, UserTable } from './user-table.ts';

/** A name as it is compared: without case unless the pool says otherwise. */
export const compared = (pool: Pool, name: string): string => (pool.caseSensitive ? name : name.toLowerCase());

/** Throws ResourceNotFoundException unless the input names the pool of the template. */
export function requirePool(pool: Pool | undefined, input: WireInput): Pool {
  const id = requireText(input, 'UserPoolId');
  if (pool?.id !== id) throw new AwsFault('ResourceNotFoundException', `User pool ${id} does not exist.`);
  return pool;
}

/** The person named in the input. Throws UserNotFoundException. */
export function requireUser(pool: Pool, users: UserTable, input: WireInput): User {
  const user = users.byName(compared(pool, requireText(input, 'Username')));
  if (!user) throw new AwsFault('UserNotFoundException', 'User does not exist.');
  return user;
}
