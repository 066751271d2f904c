import type { Instant } from '../../shared/domain/case/case.ts';
import { isReplyAddress, type ReplyClaim, readReplyAddress } from '../../shared/mail/reply-address.ts';
import { CannotPlace } from './reasons.ts';
import type { Writer } from './writers.ts';

export interface Addressed {
  /** Somebody used an address that looks like one of a case. */
  readonly isToCase: boolean;
  /** Those that we made. */
  readonly claims: readonly ReplyClaim[];
}

/**
 * Which cases a mail is addressed to. Addresses of the header count too: what they claim is proved by their own code,
 * and a mail that reaches us twice, by two of our addresses, then says the same both times.
 */
export function addressedTo(addresses: readonly string[], keys: readonly string[], now: Instant): Addressed {
  const toCases = [...new Set(addresses.map((address) => address.toLowerCase()))].filter(isReplyAddress);
  const claims = toCases.flatMap((address) => readReplyAddress(address, keys, now) ?? []);
  return { isToCase: toCases.length > 0, claims };
}

/** The cases that the sender was given the address of, each with who the sender is to it. @throws {CannotPlace} */
export function claimedCases({ claims }: Addressed, writers: readonly Writer[]): ReadonlyMap<string, Writer> {
  const cases = new Map<string, Writer>();
  const own = claims.filter((claim) => writerFor(claim, writers) !== undefined);
  for (const claim of own) {
    const writer = writerFor(claim, writers);
    if (writer !== undefined && !claim.isExpired) cases.set(claim.caseId, writer);
  }
  if (cases.size > 0) return cases;
  if (own.length > 0) throw new CannotPlace('mail.token-expired');
  throw new CannotPlace(claims.length > 0 ? 'mail.not-recipient' : 'mail.token-invalid');
}

const writerFor = (claim: ReplyClaim, writers: readonly Writer[]): Writer | undefined =>
  writers.find(({ caller }) => claim.isFor(caller.personId));
