import type { Channel, Role } from '../vocabulary.ts';

/** Who asks, after the token and the grants on record have been read. */
export interface Caller {
  /** Person on record (`agent_…`, `contact_…`, `consumer_…`), `system:<function>`, or `provider:<name>`. */
  readonly personId: string;
  readonly kind: 'person' | 'system' | 'provider';
  readonly roles: readonly Role[];
  /** Support groups of a member of staff. */
  readonly groups: readonly string[];
  /** Account that a contact belongs to. */
  readonly accountId?: string;
  /** Accounts that a partner's active relations cover. */
  readonly partnerAccounts: readonly string[];
  readonly channel: Channel;
}
