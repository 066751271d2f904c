import type { Group, Pool } from './pool-settings.ts';
import type { User } from './user-table.ts';

const seconds = (epochMs: number) => epochMs / 1000;

const attributesOf = (user: User) =>
  Object.entries({ sub: user.sub, ...user.attributes }).map(([Name, Value]) => ({ Name, Value }));

const common = (user: User) => ({
  Username: user.username,
  UserCreateDate: seconds(user.createdAt),
  UserLastModifiedDate: seconds(user.updatedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});

/** A person as AdminCreateUser and ListUsers show it. */
export const userType = (user: User) => ({ ...common(user), Attributes: attributesOf(user) });

/** A person as AdminGetUser shows it. */
export const userReply = (user: User) => ({ ...common(user), UserAttributes: attributesOf(user) });

export const groupType = (pool: Pool, group: Group) => ({
  GroupName: group.name,
  UserPoolId: pool.id,
  Description: group.description,
  Precedence: group.precedence,
});
