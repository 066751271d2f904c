import * as z from 'zod/mini';
import { caseIdSchema } from '../../shared/contract/ids.ts';
import type { DueItem } from '../../shared/store/work-ports.ts';

/** The call of SQS that this takes; made from the client in the composition root. */
export type SendBatch = (
  entries: { Id: string; MessageBody: string }[],
) => Promise<{ readonly Failed?: readonly unknown[] | undefined }>;

/** On the timers queue. */
export const timerMessage = z.object({
  kind: z.literal('timer'),
  caseId: caseIdSchema,
  timerId: z.string(),
  generation: z.int(),
});
export type TimerMessage = z.output<typeof timerMessage>;

/**
 * A due item as its queue carries it: the timers queue a `TimerMessage`, the signals queue `{kind, caseId}`, the
 * migrations queue `{migrationId}`.
 */
export function queueMessage(item: DueItem): string {
  if (item.kind === 'run_check') return JSON.stringify({ kind: item.kind, caseId: item.caseId });
  if (item.kind === 'migration_check') return JSON.stringify({ migrationId: item.migrationId });
  const { kind, caseId, timerId, generation } = item;
  return JSON.stringify({ kind, caseId, timerId, generation } satisfies TimerMessage);
}
