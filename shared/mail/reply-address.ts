import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../domain/case/case.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';

/**
 * Reply addresses `case+<token>@<domain>`: who may write to which case, until when, proved by our own secret and not by
 * anything that the sender says. The token is 34 bytes in lower-case base 32: form 1, case 16 (the ULID), recipient 4,
 * last day 3, MAC 10. With the prefix the local part has 60 characters; 64 are allowed (RFC 5321 4.5.3.1.1).
 */
const FORM = 1;
const SIGNED_BYTES = 24;
const MAC_BYTES = 10;
const DAY_MS = 86_400_000;
const PREFIX = 'case+';

export interface ReplyRight {
  readonly caseId: string;
  /** Person on record, or `address_<digest>` for somebody who is not. */
  readonly recipientId: string;
  readonly expiresAt: Instant;
}

/** @param key the current key */
export function replyAddress(right: ReplyRight, key: string, domain: string): string {
  const signed = Buffer.alloc(SIGNED_BYTES);
  signed.writeUInt8(FORM, 0);
  ulidBytes(right.caseId.slice('case_'.length)).copy(signed, 1);
  markOf(right.recipientId).copy(signed, 17);
  signed.writeUIntBE(Math.ceil(Date.parse(right.expiresAt) / DAY_MS), 21, 3);
  return `${PREFIX}${encodeBase32(Buffer.concat([signed, mac(key, signed)]))}@${domain}`;
}

/** Whether it has the form of an address of a case, whoever made it. */
export const isReplyAddress = (address: string): boolean => address.toLowerCase().startsWith(PREFIX);

export interface ReplyClaim {
  readonly caseId: string;
  readonly isExpired: boolean;
  /** Whether the address was given to this recipient. */
  isFor(recipientId: string): boolean;
}

/**
 * Reads an address that somebody wrote to.
 *
 * @param keys live keys
 * @returns undefined when it is no reply address of ours, or its token was not made by us
 */
export function readReplyAddress(address: string, keys: readonly string[], now: Instant): ReplyClaim | undefined {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase();
  if (!local.startsWith(PREFIX)) return undefined;
  const token = decodeBase32(local.slice(PREFIX.length));
  if (token?.length !== SIGNED_BYTES + MAC_BYTES || token[0] !== FORM) return undefined;
  const signed = token.subarray(0, SIGNED_BYTES);
  const claimed = token.subarray(SIGNED_BYTES);
  if (!keys.some((key) => timingSafeEqual(claimed, mac(key, signed)))) return undefined;
  const mark = signed.subarray(17, 21);
  return {
    caseId: `case_${ulidText(signed.subarray(1, 17))}`,
    isExpired: signed.readUIntBE(21, 3) * DAY_MS < Date.parse(now),
    isFor: (recipientId) => markOf(recipientId).equals(mark),
  };
}

const mac = (key: string, signed: Buffer): Buffer =>
  createHmac('sha256', key).update('reply-address').update(signed).digest().subarray(0, MAC_BYTES);

const markOf = (recipientId: string): Buffer => createHash('sha256').update(recipientId).digest().subarray(0, 4);

/** Crockford's base 32, as ULIDs are written. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function ulidBytes(text: string): Buffer {
  let value = 0n;
  for (const character of text) value = (value << 5n) | BigInt(CROCKFORD.indexOf(character));
  return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
}

function ulidText(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let index = 0; index < 26; index += 1) {
    text = CROCKFORD[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}
