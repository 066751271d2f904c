import { AwsFault, type AwsOperation } from '../aws-json.ts';
import { userType } from './describe-user.ts';
import { requirePool } from './find-user.ts';
import type { Pool } from './pool-settings.ts';
import type { User, UserTable } from './user-table.ts';

const maxPage = 60;

/** `email = "x"` or `name ^= "pre"` as a test. Throws InvalidParameterException for any other form. */
function readFilter(text: unknown): (user: User) => boolean {
  if (text === undefined || text === '') return () => true;
  const match = /^"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"$/.exec(String(text).trim());
  if (!match) throw new AwsFault('InvalidParameterException', 'Error while parsing filter.');
  const [, name, operator] = match;
  const wanted = match[3]!.replace(/\\(.)/g, '$1');
  return (user) => {
    const status = { 'cognito:user_status': user.status, status: user.enabled ? 'Enabled' : 'Disabled' };
    const values: Record<string, string> = { ...user.attributes, ...status, sub: user.sub, username: user.username };
    const value = values[name!];
    return value !== undefined && (operator === '=' ? value === wanted : value.startsWith(wanted));
  };
}

/** ListUsers: by user name, in pages of at most 60. */
export function listUsers(pool: Pool | undefined, users: UserTable): AwsOperation {
  return (input) => {
    requirePool(pool, input);
    const limit = Number(input['Limit'] ?? maxPage);
    if (!(limit >= 1 && limit <= maxPage))
      throw new AwsFault('InvalidParameterException', 'Limit must be between 1 and 60.');
    const after = Buffer.from(String(input['PaginationToken'] ?? ''), 'base64url').toString();
    const found = users.after(after).filter(readFilter(input['Filter']));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      Users: page.map(userType),
      ...(last ? { PaginationToken: Buffer.from(last.username).toString('base64url') } : {}),
    };
  };
}
