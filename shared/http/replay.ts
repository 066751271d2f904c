import { PROBLEMS } from '../contract/problems.ts';
import type { Case } from '../domain/case/case.ts';
import { DomainError, IdempotencyBodyDiffers } from '../domain/errors.ts';
import { EventAlreadyHandled, IdempotencyKeyUsed, NumberTaken, StaleCase } from '../store/errors.ts';
import type { Accepted, Idempotency, IdempotencyRecord } from '../store/ports.ts';
import type { CommandDeps } from './command-deps.ts';
import { CommandRefused } from './command-refused.ts';
import type { Incoming, Reply } from './incoming.ts';

/** Statuses that a retry of an accepted command can meet, because the command has changed the case. */
const REPLAYABLE_STATUSES = [403, 409, 412, 422];

/** Whether a refusal may be due to the command's own first, accepted attempt. */
export function mayBeReplay(error: unknown): boolean {
  if (error instanceof IdempotencyKeyUsed || error instanceof StaleCase || error instanceof NumberTaken) return true;
  if (error instanceof EventAlreadyHandled) return false;
  const refusal = error instanceof CommandRefused ? error.cause : error;
  return refusal instanceof DomainError && REPLAYABLE_STATUSES.includes(PROBLEMS[refusal.code].status);
}

/**
 * Before a keyed request is refused: has its command been accepted before? Then the state as it now is answers it.
 * @throws {IdempotencyBodyDiffers} when the key belongs to another request · the error itself, when the key is new
 */
export async function replayOr(
  error: unknown,
  deps: Pick<CommandDeps, 'cases'>,
  incoming: Pick<Incoming, 'idempotency'>,
  render: (case_: Case, record: IdempotencyRecord) => Promise<Reply>,
): Promise<Reply> {
  const record = await acceptedBefore(error, incoming, (idempotency) => deps.cases.recall(idempotency));
  return replayed(await render(await deps.cases.load(record.caseId), record), record.status);
}

/**
 * The record of the command's first attempt, which was accepted.
 * @throws {IdempotencyBodyDiffers} when the key belongs to another request · the error itself, when the key is new
 */
export async function acceptedBefore<R extends Accepted>(
  error: unknown,
  { idempotency }: Pick<Incoming, 'idempotency'>,
  recall: (idempotency: Idempotency) => Promise<R | undefined>,
): Promise<R> {
  if (!idempotency || !mayBeReplay(error)) throw error;
  const record = await recall(idempotency);
  if (!record) throw error;
  if (record.bodyHash !== idempotency.bodyHash) throw new IdempotencyBodyDiffers();
  return record;
}

export const replayed = (reply: Reply, status: number): Reply => ({
  ...reply,
  status,
  headers: { ...reply.headers, 'idempotency-replayed': 'true' },
});
