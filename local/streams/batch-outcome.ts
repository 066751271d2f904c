import type { InvocationResult } from '../parts.ts';
import { sequenceNumber } from './stream-event.ts';
import type { StreamRow } from './stream-source.ts';

/**
 * How much of a batch is done.
 * @returns number of leading rows that need not be sent again: all of them, none, or those before the first reported failure
 */
export function doneRows(rows: readonly StreamRow[], result: InvocationResult, reportsItemFailures: boolean): number {
  if (!result.ok) return 0;
  if (!reportsItemFailures) return rows.length;
  const failures = failuresOf(result.payload);
  if (failures === undefined) return 0;
  if (failures.length === 0) return rows.length;
  const positions = failures.map((failure) => rows.findIndex((row) => sequenceNumber(row.id) === failure));
  // A name that is not in the batch makes the whole batch a failure.
  return Math.max(0, Math.min(...positions));
}

/** Sequence numbers reported as failed; undefined when the reply is not of the agreed shape. */
function failuresOf(payload: unknown): readonly string[] | undefined {
  if (payload === null) return [];
  if (typeof payload !== 'object') return undefined;
  const failures = 'batchItemFailures' in payload ? (payload.batchItemFailures ?? []) : [];
  if (!Array.isArray(failures)) return undefined;
  const names = failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier);
  return names.every((name) => typeof name === 'string' && name !== '') ? (names as string[]) : undefined;
}
