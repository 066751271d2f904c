import type { SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import { consumeMessages, consumeQueue } from '../../shared/events/consume.ts';
import { aLog } from '../http/an-event.ts';
import { AT } from '../support/a-case.ts';

const anEnvelope = (caseVersion: number): Envelope => ({
  id: `evt_1_${caseVersion}`,
  schema: 1,
  at: AT,
  caseId: 'case_1',
  caseVersion,
  actor: { personId: 'contact_ada', kind: 'person' },
  correlationId: 'request-1',
  data: { types: ['case.created'], facts: [{ type: 'case.created', channel: 'web' }] },
});

/** A batch as SQS hands it over; ids are the positions. */
const aBatch = (bodies: readonly unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '2' },
    })),
  }) as unknown as SQSEvent;

const onBus = (caseVersion: number) => ({
  source: 'gangway',
  'detail-type': 'Case changed',
  detail: anEnvelope(caseVersion),
});

test('every event of a batch is handled in turn', async () => {
  const handled: Envelope[] = [];
  const consume = consumeQueue(async (envelope) => void handled.push(envelope), aLog());
  expect(await consume(aBatch([onBus(1), onBus(2)]))).toEqual({ batchItemFailures: [] });
  expect(handled).toEqual([anEnvelope(1), anEnvelope(2)]);
});

test.each([0, 50, 99])('one bad message of a hundred, in place %i, fails alone', async (place) => {
  const log = aLog();
  const handled: number[] = [];
  const consume = consumeQueue(async ({ caseVersion }) => {
    if (caseVersion === place) throw new Error('no');
    handled.push(caseVersion);
  }, log);
  const bodies = Array.from({ length: 100 }, (_, index) => onBus(index));
  expect(await consume(aBatch(bodies))).toEqual({ batchItemFailures: [{ itemIdentifier: `m${place}` }] });
  expect(handled).toHaveLength(99);
  expect(log.lines).toMatchObject([
    { level: 'error', facts: { messageId: `m${place}`, receives: 2, caseId: 'case_1' } },
  ]);
});

test.each([
  ['no JSON', '{'],
  ['no event', { detail: {} }],
  ['an event without a case', { detail: { ...anEnvelope(1), caseId: undefined } }],
  ['facts that are none', { detail: { ...anEnvelope(1), data: { types: [], facts: ['x'] } } }],
])('%s never reaches the handler, and is not lost', async (_, body) => {
  const consume = consumeQueue(async () => Promise.reject(new Error('reached')), aLog());
  const log = aLog();
  const quiet = consumeQueue(async () => Promise.reject(new Error('reached')), log);
  expect(await consume(aBatch([body]))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  await quiet(aBatch([body]));
  expect(log.lines).toMatchObject([{ level: 'error', error: { name: 'MessageUnreadable' } }]);
});

test('messages of our own are parsed by their schema', async () => {
  const handled: unknown[] = [];
  const schema = z.strictObject({ caseId: z.string() });
  const consume = consumeMessages(
    schema,
    async (message, { messageId }) => void handled.push([messageId, message]),
    aLog(),
  );
  expect(await consume(aBatch([{ caseId: 'case_1' }, { caseId: 1 }, { caseId: 'case_2', more: 1 }]))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
  });
  expect(handled).toEqual([['m0', { caseId: 'case_1' }]]);
});

const aNumber = z.object({ number: z.number() });
type Numbered = z.output<typeof aNumber>;
const evenOnes = async (messages: readonly Numbered[]) => messages.filter(({ number }) => number % 2 === 0);

test('what a batch deals with in one go is not handled again, and what it leaves is', async () => {
  const handled: number[] = [];
  const consume = consumeMessages(aNumber, async ({ number }) => void handled.push(number), aLog(), evenOnes);
  const bodies = [{ number: 1 }, '{', { number: 2 }, { number: 3 }];
  expect(await consume(aBatch(bodies))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(handled).toEqual([1, 3]);
});

test('where dealing with them in one go fails, every message is handled by itself', async () => {
  const log = aLog();
  const handled: number[] = [];
  const fail = () => Promise.reject(new Error('busy'));
  const consume = consumeMessages(aNumber, async ({ number }) => void handled.push(number), log, fail);
  expect(await consume(aBatch([{ number: 1 }, { number: 2 }]))).toEqual({ batchItemFailures: [] });
  expect(handled).toEqual([1, 2]);
  expect(log.lines).toMatchObject([{ level: 'warn', facts: { messages: 2, because: 'Error: busy' } }]);
});
