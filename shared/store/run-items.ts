import * as z from 'zod/mini';
import { AGGREGATE, type SortKeys } from './case-partition.ts';
import { readState, stored } from './stored-json.ts';
import { epochSeconds, type Key, shardOf, sortable } from './table.ts';
import { dueShard } from './timer-item.ts';
import type { Run, WaitToken } from './work-ports.ts';

/** Right behind the items of the case: who reads the case for the workflow gets its run in the same Query. */
export const RUN_PREFIX = 'A$RUN';

/** The case, its run, and all of the tokens. */
export const CASE_AND_RUN: SortKeys = { first: AGGREGATE.first, last: `${RUN_PREFIX}#~` };

/** An execution lives at most a year, and so does a token. */
const TOKEN_SECONDS = 370 * 86_400;

export const runKey = (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: RUN_PREFIX });

export const tokenKey = ({ caseId, run, waitKey, item }: WaitToken): Key => ({
  pk: `CASE#${caseId}`,
  sk: `${RUN_PREFIX}#TOKEN#${sortable(run)}#${waitKey}#${item}`,
});

const runSchema = z.looseObject({
  caseId: z.string(),
  n: z.int(),
  state: z.enum(['starting', 'running', 'parked']),
});

const tokenSchema = z.looseObject({
  caseId: z.string(),
  run: z.int(),
  waitKey: z.string(),
  item: z.string(),
  token: z.string(),
});

/** `n` and `runState` stand beside the document for the condition of the next write. */
export function toRunItem(run: Run, shardCount: number) {
  const { caseId, n, state, checkAt } = run;
  const base = { ...stored(runKey(caseId), run), n, runState: state };
  if (checkAt === undefined) return base;
  return {
    ...base,
    kind: 'run',
    row: JSON.stringify({ caseId, dueAt: checkAt }),
    gsi1pk: dueShard(shardOf(caseId, shardCount)),
    gsi1sk: `${checkAt}#${caseId}#run`,
  };
}

export const toTokenItem = (token: WaitToken, now: string) => ({
  ...stored(tokenKey(token), token),
  token: token.token,
  expiresAtSeconds: epochSeconds(now) + TOKEN_SECONDS,
});

/** @throws {CorruptItem} */
export const fromRunItem = (item: Record<string, unknown>): Run => readState<Run>(item, runSchema);
/** @throws {CorruptItem} */
export const fromTokenItem = (item: Record<string, unknown>): WaitToken => readState<WaitToken>(item, tokenSchema);
