import * as z from 'zod/mini';
import { sha256Hex } from '../domain/digest.ts';
import { eventHash } from '../domain/events/chain.ts';
import { type Envelope, envelopeOf } from '../domain/events/envelope.ts';
import { CorruptItem } from './errors.ts';
import type { CaseChange, StoredEvent } from './ports.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, shardOf, sortable } from './table.ts';

export const eventKey = (caseId: string, version: number): Key => ({
  pk: `CASE#${caseId}`,
  sk: `EVENT#${sortable(version)}`,
});

/** Partition of the index of events that are not known to be on the bus yet. */
export const outboxShard = (shard: number): string => `OUT#${shard}`;

export const envelopeSchema = z.looseObject({
  id: z.string(),
  schema: z.int(),
  at: z.string(),
  caseId: z.string(),
  caseVersion: z.int(),
  actor: z.looseObject({ personId: z.string(), kind: z.enum(['person', 'system', 'provider']) }),
  correlationId: z.string(),
  data: z.looseObject({ types: z.array(z.string()), facts: z.array(z.looseObject({ type: z.string() })) }),
});

/** An event with its place in the chain, and the text that only its salted digest stands for. */
export interface SealedEvent {
  readonly envelope: Envelope;
  readonly previousHash: string;
  readonly hash: string;
  readonly text?: { readonly body: string; readonly salt: string };
}

/** The event of a change. Its id follows from the case and the version, so a repeated attempt makes the same event. */
export function sealEvent(change: CaseChange, salt: () => string): SealedEvent {
  const { after, facts, correlationId, causationId } = change;
  const text = change.text === undefined ? undefined : { body: change.text, salt: salt() };
  const envelope = envelopeOf({ case: after, facts }, change, {
    id: eventId(after.caseId, after.version),
    correlationId,
    ...(causationId !== undefined && { causationId }),
    ...(text !== undefined && { textDigest: sha256Hex(text.salt + text.body) }),
  });
  const previousHash = change.before?.chainHead ?? after.chainHead;
  return { envelope, previousHash, hash: eventHash(envelope, previousHash), ...(text !== undefined && { text }) };
}

export const eventId = (caseId: string, version: number): string => `evt_${caseId.replace(/^case_/, '')}_${version}`;

/** `gsi1pk` and `gsi1sk` are the outbox mark; they go once the event is on the bus. */
export function toEventItem({ envelope, previousHash, hash, text }: SealedEvent, shardCount: number) {
  const { caseId, caseVersion, at } = envelope;
  return {
    ...stored(eventKey(caseId, caseVersion), envelope),
    kind: 'event',
    previousHash,
    hash,
    ...(text !== undefined && { text: text.body, salt: text.salt }),
    gsi1pk: outboxShard(shardOf(caseId, shardCount)),
    gsi1sk: `${at}#${caseId}#${sortable(caseVersion)}`,
  };
}

/** @throws {CorruptItem} */
export const envelopeOfItem = (item: Record<string, unknown>): Envelope => readState<Envelope>(item, envelopeSchema);

/** @throws {CorruptItem} */
export function fromEventItem(item: Record<string, unknown>): StoredEvent {
  const envelope = envelopeOfItem(item);
  const { previousHash, hash, text } = item;
  if (typeof previousHash !== 'string' || typeof hash !== 'string') {
    throw new CorruptItem(eventKey(envelope.caseId, envelope.caseVersion), 'no hash');
  }
  return { envelope, previousHash, hash, ...(typeof text === 'string' && { text }) };
}
