import * as z from 'zod/mini';
import type { Instant } from '../domain/case/case.ts';
import type { Accepted, Dedupe, Idempotency, IdempotencyRecord } from './ports.ts';
import { readState, stored } from './stored-json.ts';
import { epochSeconds, type Key } from './table.ts';

const DAY_SECONDS = 86_400;
const IDEMPOTENCY_DAYS = 7;
const DEDUPE_DAYS = 60;

/** Absent, or past its stamp: expiry by TTL is late by up to days, so presence alone proves nothing. */
const ABSENT_OR_EXPIRED = 'attribute_not_exists(pk) OR expiresAtSeconds <= :nowSeconds';

/** The condition of a put that must not repeat. */
export const unlessKnown = (at: Instant) => ({
  ConditionExpression: ABSENT_OR_EXPIRED,
  ExpressionAttributeValues: { ':nowSeconds': epochSeconds(at) },
});

export const idempotencyKey = ({ principal, route, key }: Idempotency): Key => ({
  pk: `IDEM#${principal}#${route}#${key}`,
  sk: 'IDEM',
});

const recordSchema = z.looseObject({
  bodyHash: z.string(),
  status: z.int(),
  caseId: z.string(),
  createdId: z.optional(z.string()),
  version: z.int(),
});

const accepted = z.looseObject({ bodyHash: z.string(), status: z.int() });

/** Who did what with this key: enough to answer again, never what was answered. */
export const toIdempotencyItem = (idempotency: Idempotency, record: Accepted, at: Instant) => ({
  ...stored(idempotencyKey(idempotency), record),
  expiresAtSeconds: epochSeconds(at) + IDEMPOTENCY_DAYS * DAY_SECONDS,
});

/** Of a command on a case. `undefined` when the key has expired. @throws {CorruptItem} */
export const fromIdempotencyItem = (item: Record<string, unknown>, now: Instant): IdempotencyRecord | undefined =>
  isExpired(item, now) ? undefined : readState<IdempotencyRecord>(item, recordSchema);

/** Of a command whose address says what it was about. `undefined` when the key has expired. @throws {CorruptItem} */
export const fromAcceptedItem = (item: Record<string, unknown>, now: Instant): Accepted | undefined =>
  isExpired(item, now) ? undefined : readState<Accepted>(item, accepted);

const isExpired = (item: Record<string, unknown>, now: Instant): boolean =>
  Number(item['expiresAtSeconds']) <= epochSeconds(now);

/** A consumer and an event that it has acted on. */
export const toDedupeItem = ({ consumer, eventId }: Dedupe, at: Instant) => ({
  pk: `DEDUPE#${consumer}#${eventId}`,
  sk: 'DEDUPE',
  expiresAtSeconds: epochSeconds(at) + DEDUPE_DAYS * DAY_SECONDS,
});

export const numberKey = (number: string): Key => ({ pk: `NUMBER#${number}`, sk: 'NUMBER' });

/** Makes a case number unique, and leads from it to the case. */
export const toNumberItem = (number: string, caseId: string) => ({ ...numberKey(number), caseId });
