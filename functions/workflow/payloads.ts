import * as z from 'zod/mini';
import { caseIdSchema } from '../../shared/contract/ids.ts';

const count = z.int().check(z.nonnegative());
const run = z.int().check(z.positive());

/** Input of the state "Plan next". `plans` counts how often this execution has planned. */
export const planInput = z.object({ caseId: caseIdSchema, run, plans: count });
export type PlanInput = z.output<typeof planInput>;

/** What the state machine chooses its next state by. */
export interface PlanOutput {
  readonly kind: string;
  readonly waitKey: string;
  /** Of `run_checks`: one wait per item. Of other waits: the one thing awaited. */
  readonly items: readonly { readonly item: string; readonly attempt: number; readonly timeoutSeconds: number }[];
  readonly timeoutSeconds: number;
  /** The run is not on record as running yet: the wait that comes next records it. */
  readonly starting: boolean;
}

/** Input of the states that act as the system; `waitKey` is that of the plan that led there. */
export const actInput = z.object({
  caseId: caseIdSchema,
  run,
  kind: z.enum(['pre_approve', 'verify_checklist', 'complete_review', 'close_case', 'check_timed_out']),
  waitKey: z.string(),
  item: z.optional(z.string()),
  attempt: z.optional(count),
});
export type ActInput = z.output<typeof actInput>;

/** Input of a wait: the token and what it is for. */
export const awaitInput = z.object({
  caseId: caseIdSchema,
  run,
  kind: z.string(),
  waitKey: z.string(),
  item: z.string(),
  attempt: z.optional(count),
  token: z.string(),
  /** Absent: no. */
  starting: z.optional(z.boolean()),
});
export type AwaitInput = z.output<typeof awaitInput>;

/** A message that asks to look at a case again: an event of the bus, or the sweep's own. */
export const signalMessage = z.union([
  z.object({ detail: z.object({ caseId: caseIdSchema }) }),
  z.object({ kind: z.literal('run_check'), caseId: caseIdSchema }),
]);
export type SignalMessage = z.output<typeof signalMessage>;
