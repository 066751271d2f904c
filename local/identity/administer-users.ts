import { createHash } from 'node:crypto';
import { AwsFault, type AwsOperation, requireText, type WireInput } from '../aws-json.ts';
import type { EngineClock } from '../parts.ts';
import { groupType, userReply, userType } from './describe-user.ts';
import { compared, requirePool, requireUser } from './find-user.ts';
import { hashPassword, passwordFault } from './password.ts';
import { isStandardAttribute, type Pool } from './pool-settings.ts';
import type { User, UserTable } from './user-table.ts';

const invalid = (message: string) => new AwsFault('InvalidParameterException', message);

function readAttributes(pool: Pool, list: unknown): Record<string, string> {
  const pairs = (Array.isArray(list) ? list : []) as { Name: string; Value?: string }[];
  const unknown = pairs.find(({ Name }) => !isStandardAttribute(Name) && !pool.customAttributes.includes(Name));
  if (unknown)
    throw invalid(`Attributes did not conform to the schema: ${unknown.Name}: Attribute does not exist in the schema.`);
  return Object.fromEntries(pairs.map(({ Name, Value }) => [Name, Value ?? '']));
}

/** The same person gets the same `sub` on an emptied data folder, so that seeded records keep fitting. */
function subOf(pool: Pool, name: string): string {
  const hex = createHash('sha256').update(`${pool.id}/${name}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/** The mail address where it is a name to sign in by; as an alias it must have been verified. */
function aliasOf(pool: Pool, attributes: Readonly<Record<string, string>>): string {
  const counts = pool.emailAsUsername || (pool.emailAsAlias && attributes['email_verified'] === 'true');
  return counts ? compared(pool, attributes['email'] ?? '') : '';
}

const isEmail = (name: string) => /^[^\s@]+@[^\s@]+$/.test(name);

function checkName(pool: Pool, name: string): void {
  if (pool.emailAsUsername && !isEmail(name)) throw invalid('Username should be an email.');
  if (pool.emailAsAlias && isEmail(name))
    throw invalid('Username cannot be of email format, since user pool is configured for email alias.');
}

function newUser(pool: Pool, name: string, given: Readonly<Record<string, string>>, now: number): User {
  const sub = subOf(pool, compared(pool, name));
  const attributes = pool.emailAsUsername ? { ...given, email: name } : given;
  const username = pool.emailAsUsername ? sub : compared(pool, name);
  return {
    ...{ sub, username, alias: aliasOf(pool, attributes), attributes },
    ...{ passwordHash: '', status: 'FORCE_CHANGE_PASSWORD', enabled: true, createdAt: now, updatedAt: now },
  };
}

/** The calls of an administrator on people and groups. `pool` is undefined when the template has none. */
export function administerUsers(
  pool: Pool | undefined,
  users: UserTable,
  clock: EngineClock,
): Readonly<Record<string, AwsOperation>> {
  const change = (input: WireInput, changed: (user: User, pool: Pool) => Partial<User>) => {
    const found = requirePool(pool, input);
    const user = requireUser(found, users, input);
    users.save({ ...user, ...changed(user, found), updatedAt: clock.now() });
    return {};
  };
  const requireFreeAlias = ({ sub, alias }: User) => {
    const owner = alias === '' ? undefined : users.byName(alias);
    if (owner && owner.sub !== sub)
      throw new AwsFault('AliasExistsException', 'An account with the given email already exists.');
  };
  const requireGroup = (found: Pool, input: WireInput) => {
    const group = found.groups.find(({ name }) => name === requireText(input, 'GroupName'));
    if (!group) throw new AwsFault('ResourceNotFoundException', 'Group not found.');
    return group;
  };
  const checked = async (found: Pool, password: string) => {
    const fault = passwordFault(password, found.passwordPolicy);
    if (fault) throw new AwsFault('InvalidPasswordException', `Password did not conform with policy: ${fault}`);
    return hashPassword(password);
  };
  return {
    async AdminCreateUser(input) {
      const found = requirePool(pool, input);
      const name = requireText(input, 'Username');
      if (input['MessageAction'] !== 'SUPPRESS')
        throw invalid('The local engine sends no invitations: MessageAction must be SUPPRESS.');
      checkName(found, name);
      const user = newUser(found, name, readAttributes(found, input['UserAttributes']), clock.now());
      const temporary = input['TemporaryPassword'];
      const passwordHash = typeof temporary === 'string' ? await checked(found, temporary) : '';
      if (users.byName(compared(found, name)))
        throw new AwsFault('UsernameExistsException', 'User account already exists');
      requireFreeAlias(user);
      users.save({ ...user, passwordHash });
      return { User: userType(user) };
    },
    async AdminSetUserPassword(input) {
      const found = requirePool(pool, input);
      requireUser(found, users, input);
      const passwordHash = await checked(found, requireText(input, 'Password'));
      const status = input['Permanent'] === true ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
      return change(input, () => ({ passwordHash, status }));
    },
    AdminGetUser: (input) => userReply(requireUser(requirePool(pool, input), users, input)),
    AdminUpdateUserAttributes: (input) =>
      change(input, (user, found) => {
        const attributes = { ...user.attributes, ...readAttributes(found, input['UserAttributes']) };
        const alias = aliasOf(found, attributes);
        requireFreeAlias({ ...user, alias });
        return { attributes, alias };
      }),
    AdminDisableUser: (input) => change(input, () => ({ enabled: false })),
    AdminEnableUser: (input) => change(input, () => ({ enabled: true })),
    AdminAddUserToGroup(input) {
      const found = requirePool(pool, input);
      users.join(requireUser(found, users, input).sub, requireGroup(found, input).name);
      return {};
    },
    AdminRemoveUserFromGroup(input) {
      const found = requirePool(pool, input);
      users.leave(requireUser(found, users, input).sub, requireGroup(found, input).name);
      return {};
    },
    AdminListGroupsForUser(input) {
      const found = requirePool(pool, input);
      const names = users.groupsOf(requireUser(found, users, input).sub);
      return {
        Groups: found.groups.filter(({ name }) => names.includes(name)).map((group) => groupType(found, group)),
      };
    },
  };
}
