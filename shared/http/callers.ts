import type { Caller } from '../domain/access/caller.ts';
import type { Channel } from '../domain/vocabulary.ts';
import { ROLES, type Role } from '../domain/vocabulary.ts';
import type { Grants, PartyStore } from '../store/ports.ts';
import { CallerUnknown } from './request-errors.ts';

/** Claims of the token, as the gateway's authorizer hands them on. */
export type Claims = Readonly<Record<string, unknown>>;

export interface CallerSource {
  /** @throws {CallerUnknown} when nobody on record has this sign-in, or they are disabled */
  callerOf(claims: Claims, channel: Channel): Promise<Caller>;
}

/** How long a person who was disabled or moved may go on, at most. */
const REMEMBERED_MS = 30_000;
const MAXIMUM_REMEMBERED = 1_000;

/**
 * Who asks: roles come from the token's groups, what they may touch from the grants on record.
 *
 * @param nowMs epoch milliseconds
 */
export function callersOnRecord(parties: Pick<PartyStore, 'grants'>, nowMs: () => number): CallerSource {
  const remembered = new Map<string, { readonly grants: Grants; readonly untilMs: number }>();

  async function grantsOf(sub: string): Promise<Grants> {
    const known = remembered.get(sub);
    if (known && known.untilMs > nowMs()) return known.grants;
    const readAtMs = nowMs();
    const grants = await parties.grants(sub);
    if (!grants) throw new CallerUnknown();
    if (remembered.size >= MAXIMUM_REMEMBERED) remembered.clear();
    remembered.set(sub, { grants, untilMs: readAtMs + REMEMBERED_MS });
    return grants;
  }

  return {
    async callerOf(claims, channel) {
      const { sub } = claims;
      if (typeof sub !== 'string' || sub === '') throw new CallerUnknown();
      const grants = await grantsOf(sub);
      if (grants.disabled) throw new CallerUnknown();
      return asCaller(grants, rolesOf(claims['cognito:groups']), channel);
    },
  };
}

function asCaller(grants: Grants, roles: readonly Role[], channel: Channel): Caller {
  const { personId, groups, accountId, partnerAccounts } = grants;
  return {
    personId,
    kind: 'person',
    roles,
    groups,
    partnerAccounts,
    channel,
    ...(accountId !== undefined && { accountId }),
  };
}

/** HTTP APIs hand a list on as the text `[a b]`; groups that are no roles of ours mean nothing here. */
function rolesOf(claim: unknown): readonly Role[] {
  const names = Array.isArray(claim)
    ? claim
    : String(claim ?? '')
        .replaceAll(/[[\],]/g, ' ')
        .split(/\s+/);
  return ROLES.filter((role) => names.includes(role));
}

/** Nobody: public and signed routes. Of a kind that the policy lets see nothing, should it ever be asked. */
export const ANONYMOUS: Caller = {
  personId: 'anonymous',
  kind: 'provider',
  roles: [],
  groups: [],
  partnerAccounts: [],
  channel: 'api',
};
