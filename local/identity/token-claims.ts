import type { AppClient } from './client-settings.ts';
import type { User } from './user-table.ts';

/** Claims of a person that both kinds of token carry. Groups are absent, not empty, for nobody's member, as in Cognito. */
const groupClaim = (groups: readonly string[]) => (groups.length === 0 ? {} : { 'cognito:groups': groups });

/** What Cognito puts into an access token besides subject, times, issuer and scope: there is no `aud`. */
export const accessClaims = (user: User, groups: readonly string[]) => ({
  ...groupClaim(groups),
  username: user.username,
});

/** What Cognito puts into an identity token about the person. */
export function identityClaims(user: User, groups: readonly string[]): Record<string, unknown> {
  const verified = Object.entries(user.attributes).map(([name, value]) => [
    name,
    /_verified$/.test(name) ? value === 'true' : value,
  ]);
  return { ...Object.fromEntries(verified), ...groupClaim(groups), 'cognito:username': user.username };
}

/** Members of every token: `version` 2 and the kind. */
export const accessKind = (client: AppClient) => ({ client_id: client.id, token_use: 'access', version: 2 });
