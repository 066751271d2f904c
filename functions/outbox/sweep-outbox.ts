import { addMs } from '../../shared/domain/calendar.ts';
import type { Instant } from '../../shared/domain/case/case.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { WorkStore } from '../../shared/store/work-ports.ts';
import { type PutEvents, publishInOrder } from './bus.ts';

export interface SweepDeps {
  readonly put: PutEvents;
  readonly busName: string;
  readonly work: Pick<WorkStore, 'unpublished' | 'published'>;
  readonly shardCount: number;
  readonly now: () => Instant;
  /** Told of everything that is newly on the bus. */
  readonly count: (events: readonly Envelope[]) => void;
  /** Told how many events the stream had left behind. */
  readonly countLate: (events: number) => void;
  readonly log: Log;
}

/** Long enough for the stream to have done it. */
const WAITING_MS = 5 * 60_000;
const PAGE = 100;

/** Publishes what the stream has not: events whose mark is still there after five minutes. @throws when the bus refuses */
export async function sweepOutbox(deps: SweepDeps): Promise<void> {
  const before = addMs(deps.now(), -WAITING_MS);
  let swept = 0;
  for (let shard = 0; shard < deps.shardCount; shard += 1) swept += await sweepShard(deps, shard, before);
  if (swept === 0) return;
  deps.countLate(swept);
  deps.log.warn('events had waited for the sweep', { events: swept });
}

async function sweepShard(deps: SweepDeps, shard: number, before: Instant): Promise<number> {
  let swept = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.work.unpublished(shard, before, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    const { published, refusal } = await publishInOrder(deps.put, deps.busName, page.events);
    deps.count(page.events.slice(0, published));
    await deps.work.published(page.events.slice(0, published));
    if (refusal !== undefined) throw new Error(`the bus refused an event: ${refusal}`);
    swept += published;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return swept;
}
