import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { WorkStore } from '../../shared/store/work-ports.ts';
import { type PutEvents, publishInOrder } from './bus.ts';

type StreamRecord = DynamoDBStreamEvent['Records'][number];
type Image = NonNullable<NonNullable<StreamRecord['dynamodb']>['NewImage']>;

export interface OutboxDeps {
  readonly put: PutEvents;
  readonly busName: string;
  readonly work: Pick<WorkStore, 'published'>;
  /** The event of a stored item. @throws when the item is not readable */
  readonly eventOf: (image: Image) => Envelope;
  /** Told of everything that is newly on the bus. */
  readonly count: (events: readonly Envelope[]) => void;
  readonly log: Log;
}

/**
 * Publishes the new event items of a stream batch in their order. The batch fails from the first record that is not on
 * the bus, so that the stream delivers that one and all behind it again; an unreadable record is thus isolated by
 * bisection and ends in the failure destination, with everything before it published.
 */
export async function publishStream(deps: OutboxDeps, batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { events, unreadable } = readAll(deps, batch.Records);
  const { published, refusal } = await publishInOrder(deps.put, deps.busName, events);
  deps.count(events.slice(0, published));
  await deps.work.published(events.slice(0, published));
  if (refusal !== undefined)
    deps.log.warn('the bus refused an event', { code: refusal, eventId: events[published]?.id });
  const failed = published < events.length ? batch.Records[published] : unreadable;
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: sequenceNumber(failed) }] };
}

/** Everything up to the first record that cannot be read. */
function readAll(deps: OutboxDeps, records: readonly StreamRecord[]) {
  const events: Envelope[] = [];
  for (const record of records) {
    try {
      events.push(eventOf(deps, record));
    } catch (error) {
      deps.log.error('an event item is not readable', error, { sequenceNumber: sequenceNumber(record) });
      return { events, unreadable: record };
    }
  }
  return { events, unreadable: undefined };
}

function eventOf(deps: OutboxDeps, record: StreamRecord): Envelope {
  const image = record.dynamodb?.NewImage;
  if (image === undefined) throw new Error('the stream record has no new image');
  return deps.eventOf(image);
}

function sequenceNumber(record: StreamRecord): string {
  const found = record.dynamodb?.SequenceNumber;
  if (found === undefined) throw new Error('the stream record has no sequence number');
  return found;
}
