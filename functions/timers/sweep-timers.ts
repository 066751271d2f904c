import type { Instant } from '../../shared/domain/case/case.ts';
import type { DueItem, WorkStore } from '../../shared/store/work-ports.ts';
import { queueMessage, type SendBatch } from './queues.ts';

export interface SweepDeps {
  readonly work: Pick<WorkStore, 'due'>;
  readonly timers: SendBatch;
  readonly signals: SendBatch;
  readonly migrations: SendBatch;
  readonly shardCount: number;
  readonly now: () => Instant;
}

const PAGE = 500;
/** SendMessageBatch takes no more at a time. */
const MESSAGES_PER_CALL = 10;

/**
 * Hands everything that is due to its queue. What is due stays due until the resulting command has taken it off the
 * index, so a message that is lost is simply sent again by the next sweep.
 *
 * @throws when a queue refuses messages, after all have been offered
 */
export async function sweepTimers(deps: SweepDeps): Promise<void> {
  const now = deps.now();
  let refused = 0;
  for (let shard = 0; shard < deps.shardCount; shard += 1) refused += await sweepShard(deps, shard, now);
  if (refused > 0) throw new Error(`${refused} due items were refused by their queue`);
}

async function sweepShard(deps: SweepDeps, shard: number, now: Instant): Promise<number> {
  let refused = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.work.due(shard, now, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    refused += await send(deps.timers, page.items, 'timer');
    refused += await send(deps.signals, page.items, 'run_check');
    refused += await send(deps.migrations, page.items, 'migration_check');
    cursor = page.cursor;
  } while (cursor !== undefined);
  return refused;
}

async function send(queue: SendBatch, items: readonly DueItem[], kind: DueItem['kind']): Promise<number> {
  const messages = items.filter((item) => item.kind === kind).map(queueMessage);
  let refused = 0;
  for (let start = 0; start < messages.length; start += MESSAGES_PER_CALL) {
    const chunk = messages.slice(start, start + MESSAGES_PER_CALL);
    const reply = await queue(chunk.map((MessageBody, index) => ({ Id: String(index), MessageBody })));
    refused += reply.Failed?.length ?? 0;
  }
  return refused;
}
