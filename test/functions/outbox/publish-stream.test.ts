import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { BusEntry } from '../../../functions/outbox/bus.ts';
import { countFacts } from '../../../functions/outbox/count-facts.ts';
import { eventOfImage } from '../../../functions/outbox/event-of-image.ts';
import { publishStream } from '../../../functions/outbox/publish-stream.ts';
import { sweepOutbox } from '../../../functions/outbox/sweep-outbox.ts';
import type { Envelope } from '../../../shared/domain/events/envelope.ts';
import { KeptLog } from '../../support/kept-log.ts';

const envelope = (version: number): Envelope => ({
  id: `evt_${version}`,
  schema: 1,
  at: '2026-11-02T09:00:00.000Z',
  caseId: 'case_1',
  caseVersion: version,
  actor: { personId: 'contact_ada', kind: 'person' },
  correlationId: 'request-1',
  data: { types: ['case.commented'], facts: [{ type: 'case.commented', commentId: 'comment_1' }] },
});

type Record = DynamoDBStreamEvent['Records'][number];
const record = (version: number, state = JSON.stringify(envelope(version))): Record => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: `seq-${version}`,
    NewImage: { pk: { S: 'CASE#case_1' }, sk: { S: `EVENT#${version}` }, v: { N: '1' }, state: { S: state } },
  },
});
const batch = (count: number): DynamoDBStreamEvent => ({
  Records: Array.from({ length: count }, (_, index) => record(index + 1)),
});

/** A bus that refuses the events named, once each. */
function world(...refused: string[]) {
  const calls: string[][] = [];
  const marked: number[] = [];
  const log = new KeptLog();
  const put = async (entries: BusEntry[]) => {
    const ids = entries.map(({ Detail }) => JSON.parse(Detail).id as string);
    calls.push(ids);
    const Entries = ids.map((id) => (refused.includes(id) ? { ErrorCode: 'ThrottlingException' } : { EventId: id }));
    return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
  };
  const work = {
    published: async (events: readonly Pick<Envelope, 'caseVersion'>[]) => {
      marked.push(...events.map(({ caseVersion }) => caseVersion));
    },
  };
  const counted: string[] = [];
  const count = (events: readonly Envelope[]) => void counted.push(...events.map(({ id }) => id));
  return { calls, marked, counted, log, deps: { put, busName: 'bus', work, eventOf: eventOfImage, count, log } };
}

test('a batch is published in order, ten at a time, and unmarked', async () => {
  const { calls, marked, deps } = world();
  expect(await publishStream(deps, batch(23))).toEqual({ batchItemFailures: [] });
  expect(calls.map((ids) => ids.length)).toEqual([10, 10, 3]);
  expect(calls.flat().at(22)).toBe('evt_23');
  expect(marked).toHaveLength(23);
});

test('an entry is what the rules match and carries the whole event', async () => {
  const entries: BusEntry[] = [];
  const { deps } = world();
  const put = async (sent: BusEntry[]) => {
    entries.push(...sent);
    return { FailedEntryCount: 0 };
  };
  await publishStream({ ...deps, put }, batch(1));
  expect(entries).toEqual([
    {
      EventBusName: 'bus',
      Source: 'gangway',
      DetailType: 'Case changed',
      Detail: JSON.stringify(envelope(1)),
      Time: new Date('2026-11-02T09:00:00.000Z'),
    },
  ]);
});

test('when the bus refuses an event, the batch fails from there and nothing behind is tried', async () => {
  const { calls, marked, counted, deps } = world('evt_14');
  expect(await publishStream(deps, batch(23))).toEqual({ batchItemFailures: [{ itemIdentifier: 'seq-14' }] });
  expect(calls).toHaveLength(2);
  expect(marked).toHaveLength(13);
  expect(counted.at(-1)).toBe('evt_13');
});

test('a reply that does not say what became of the entries counts as refused', async () => {
  const { deps } = world();
  const put = async () => ({ FailedEntryCount: 2, Entries: [] });
  expect(await publishStream({ ...deps, put }, batch(3))).toEqual({ batchItemFailures: [{ itemIdentifier: 'seq-1' }] });
});

test('an unreadable item is isolated: what is before it is published, it and what is behind comes again', async () => {
  const { calls, deps, log } = world();
  const Records = [record(1), record(2, '{'), record(3)];
  expect(await publishStream(deps, { Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'seq-2' }] });
  expect(calls).toEqual([['evt_1']]);
  expect(log.lines.map(({ level }) => level)).toEqual(['error']);
});

test('when the mark cannot be removed, the batch fails and everything comes again', async () => {
  const { deps } = world();
  const work = { published: () => Promise.reject(new Error('throttled')) };
  await expect(publishStream({ ...deps, work }, batch(1))).rejects.toThrow('throttled');
});

function sweepWorld(waiting: readonly number[], ...refused: string[]) {
  const { calls, marked, log, deps } = world(...refused);
  const late: number[] = [];
  const asked: { shard: number; before: string }[] = [];
  const work = {
    ...deps.work,
    unpublished: async (shard: number, before: string, page: { cursor?: string }) => {
      asked.push({ shard, before });
      const isFirst = page.cursor === undefined;
      const half = isFirst ? waiting.slice(0, 2) : waiting.slice(2);
      return { events: shard === 0 ? half.map(envelope) : [], cursor: isFirst && shard === 0 ? 'more' : undefined };
    },
  };
  const now = () => '2026-11-02T10:00:00.000Z';
  const countLate = (events: number) => void late.push(events);
  return { calls, marked, log, asked, late, deps: { ...deps, work, shardCount: 2, now, countLate } };
}

test('the sweep publishes what has waited for five minutes, in every shard, page by page', async () => {
  const { calls, marked, asked, late, deps, log } = sweepWorld([1, 2, 3]);
  await sweepOutbox(deps);
  expect(calls).toEqual([['evt_1', 'evt_2'], ['evt_3']]);
  expect(marked).toEqual([1, 2, 3]);
  expect(late).toEqual([3]);
  expect(asked.map(({ shard }) => shard)).toEqual([0, 0, 1]);
  expect(asked[0]?.before).toBe('2026-11-02T09:55:00.000Z');
  expect(log.lines).toEqual([{ level: 'warn', message: 'events had waited for the sweep', facts: { events: 3 } }]);
});

test('the sweep fails when the bus refuses, having unmarked what went through', async () => {
  const { marked, deps } = sweepWorld([1, 2, 3], 'evt_2');
  await expect(sweepOutbox(deps)).rejects.toThrow('the bus refused an event: ThrottlingException');
  expect(marked).toEqual([1]);
});

test('facts on the bus are counted by name, those that nobody charts are not', () => {
  const lines: unknown[] = [];
  const facts = ['check.completed', 'check.completed', 'document.scanned', 'case.commented'] as const;
  const event = { ...envelope(1), data: { types: [], facts: facts.map((type) => ({ type })) } };
  countFacts((dimensions, measures) => void lines.push({ dimensions, measures }), 'sandbox', [event]);
  expect(lines).toEqual([
    {
      dimensions: { Stage: 'sandbox' },
      measures: [
        { name: 'ChecksCompleted', value: 2, unit: 'Count' },
        { name: 'DocumentsScanned', value: 1, unit: 'Count' },
      ],
    },
  ]);
  countFacts((dimensions) => void lines.push(dimensions), 'sandbox', [envelope(2)]);
  expect(lines).toHaveLength(1);
});
