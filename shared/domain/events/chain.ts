import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';
import type { ChainedEnvelope, Envelope } from './envelope.ts';

/** Stands for the hash of the event before the first one. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, hex, over the RFC 8785 JSON of the event together with `previousHash`. */
export function eventHash(envelope: Envelope, previousHash: string): string {
  return sha256Hex(canonicalJson({ ...envelope, previousHash }));
}

/** The event linked to the one before it. */
export function chained(envelope: Envelope, previousHash: string): ChainedEnvelope {
  return { ...envelope, previousHash, hash: eventHash(envelope, previousHash) };
}

/**
 * Checks a case's whole trail, oldest event first: every hash, every link, and that no version is missing.
 * `undefined` when it is whole, otherwise the index of the first event that does not fit.
 */
export function verifyChain(envelopes: readonly ChainedEnvelope[]): number | undefined {
  let previousHash = CHAIN_START;
  for (const [index, stored] of envelopes.entries()) {
    const { hash, previousHash: link, ...envelope } = stored;
    const fits =
      link === previousHash &&
      envelope.caseVersion === index + 1 &&
      envelope.caseId === envelopes[0]?.caseId &&
      eventHash(envelope, link) === hash;
    if (!fits) return index;
    previousHash = hash;
  }
  return undefined;
}
