import { afterEach, describe, expect, it } from 'vitest';
import type { ResolvedResource } from '../../../local/parts.ts';
import { createQueues } from '../../../local/queues/queues.ts';
import {
  type FakeEngine,
  fakeEngine,
  functionResource,
  mappingResource,
  queueArn,
  queueResource,
  startAt,
} from './fake-engine.ts';

interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}
interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

let engine: FakeEngine;
const start = (...resources: readonly ResolvedResource[]) => {
  engine = fakeEngine([...resources, ...['f', 'bury', 'send-mail'].map(functionResource)]);
  return engine.run(createQueues(engine.context));
};
const bodies = (event: SqsEvent) => event.Records.map((record) => record.body);
const seconds = (count: number) => count * 1000;

afterEach(() => engine.dispose());

describe('a queue with a consumer', () => {
  it('hands a message to the function in the shape of Lambda, once', async () => {
    const queues = start(queueResource('mail'), mappingResource('mail', 'send-mail'));
    const events: unknown[] = [];
    engine.functions['send-mail'] = (event) => void events.push(event);
    const messageId = queues.send(queueArn('mail'), 'hello', { groupId: 'case-1' });
    await engine.advance(seconds(3600));
    expect(events).toEqual([
      {
        Records: [
          {
            messageId,
            receiptHandle: expect.any(String),
            body: 'hello',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: String(startAt),
              SenderId: '000000000000',
              ApproximateFirstReceiveTimestamp: String(startAt),
              MessageGroupId: 'case-1',
            },
            messageAttributes: {},
            md5OfBody: '5d41402abc4b2a76b9719d911017c592',
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:mail',
            awsRegion: 'eu-central-1',
          },
        ],
      },
    ]);
  });

  it('hands over as many messages as the batch size allows', async () => {
    const queues = start(queueResource('q'), mappingResource('q', 'f', { BatchSize: 3 }));
    const sizes: number[] = [];
    engine.functions['f'] = (event: SqsEvent) => void sizes.push(event.Records.length);
    for (let at = 0; at < 7; at += 1) queues.send(queueArn('q'), `m${at}`);
    await engine.drain();
    expect(sizes).toEqual([3, 3, 1]);
  });

  it('never runs more batches at once than the mapping allows', async () => {
    const scaling = { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } };
    const queues = start(queueResource('q'), mappingResource('q', 'f', scaling));
    let running = 0;
    let most = 0;
    engine.functions['f'] = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    for (let at = 0; at < 9; at += 1) queues.send(queueArn('q'), `m${at}`);
    await engine.drain();
    expect(most).toBe(2);
  });

  it('fills batches while two smaller ones are under way', async () => {
    const queues = start(queueResource('q'), mappingResource('q', 'f', { BatchSize: 10 }));
    const sizes: number[] = [];
    const waiting: Array<() => void> = [];
    engine.functions['f'] = (event: SqsEvent) => {
      sizes.push(event.Records.length);
      return new Promise<void>((resolve) => waiting.push(resolve));
    };
    for (let at = 0; at < 6; at += 1) {
      queues.send(queueArn('q'), `m${at}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (let round = 0; round < 6; round += 1) {
      for (const resolve of waiting.splice(0)) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(sizes).toEqual([1, 1, 4]);
  });

  it('waits for the batching window unless the batch is full', async () => {
    const window = { BatchSize: 3, MaximumBatchingWindowInSeconds: 20 };
    const queues = start(queueResource('q'), mappingResource('q', 'f', window));
    const batches: Array<readonly [number, readonly string[]]> = [];
    engine.functions['f'] = (event: SqsEvent) =>
      void batches.push([engine.context.clock.now() - startAt, bodies(event)]);
    queues.send(queueArn('q'), 'a');
    await engine.advance(seconds(5));
    queues.send(queueArn('q'), 'b');
    await engine.advance(seconds(60));
    for (const body of ['c', 'd', 'e']) queues.send(queueArn('q'), body);
    await engine.drain();
    expect(batches).toEqual([
      [20_000, ['a', 'b']],
      [65_000, ['c', 'd', 'e']],
    ]);
  });

  it('keeps a delayed message back, by its own delay or the queue’s', async () => {
    const queues = start(queueResource('q', { DelaySeconds: 30 }), mappingResource('q', 'f'));
    const seen: Array<readonly [number, readonly string[]]> = [];
    engine.functions['f'] = (event: SqsEvent) => void seen.push([engine.context.clock.now() - startAt, bodies(event)]);
    queues.send(queueArn('q'), 'queue delay');
    queues.send(queueArn('q'), 'own delay', { delaySeconds: 10 });
    queues.send(queueArn('q'), 'no delay', { delaySeconds: 0 });
    await engine.advance(seconds(60));
    expect(seen).toEqual([
      [0, ['no delay']],
      [10_000, ['own delay']],
      [30_000, ['queue delay']],
    ]);
  });

  it('gives a message of a failed batch again after the visibility timeout, counting receives', async () => {
    const queues = start(queueResource('q', { VisibilityTimeout: 120 }), mappingResource('q', 'f'));
    const seen: Array<readonly [number, string | undefined]> = [];
    engine.functions['f'] = (event: SqsEvent) => {
      const attributes = event.Records[0]?.attributes;
      seen.push([engine.context.clock.now() - startAt, attributes?.['ApproximateReceiveCount']]);
      if (seen.length < 3) throw new Error('not yet');
    };
    queues.send(queueArn('q'), 'stubborn');
    await engine.advance(seconds(1000));
    expect(seen).toEqual([
      [0, '1'],
      [120_000, '2'],
      [240_000, '3'],
    ]);
  });

  it('moves a message to the dead-letter queue after the allowed receives', async () => {
    const queues = start(
      queueResource('q', {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 3 },
      }),
      queueResource('dead'),
      mappingResource('q', 'f'),
      mappingResource('dead', 'bury'),
    );
    let tries = 0;
    const buried: SqsRecord[] = [];
    engine.functions['f'] = () => {
      tries += 1;
      throw new Error('never');
    };
    engine.functions['bury'] = (event: SqsEvent) => void buried.push(...event.Records);
    queues.send(queueArn('q'), 'poison');
    await engine.advance(seconds(3600));
    expect(tries).toBe(3);
    expect(buried.map((record) => record.body)).toEqual(['poison']);
    expect(buried[0]?.attributes).toMatchObject({
      DeadLetterQueueSourceArn: queueArn('q'),
      ApproximateReceiveCount: '1',
    });
  });

  it('drops a message that is older than the retention', async () => {
    const queues = start(queueResource('q', { MessageRetentionPeriod: 60 }), mappingResource('q', 'f'));
    const seen: string[] = [];
    engine.functions['f'] = (event: SqsEvent) => void seen.push(...bodies(event));
    queues.send(queueArn('q'), 'stale', { delaySeconds: 90 });
    queues.send(queueArn('q'), 'fresh', { delaySeconds: 30 });
    await engine.advance(seconds(300));
    expect(seen).toEqual(['fresh']);
  });

  it('drops what the filter of the mapping does not want', async () => {
    const filter = { FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["a"]}}' }] } };
    const queues = start(queueResource('q'), mappingResource('q', 'f', filter));
    const seen: string[] = [];
    engine.functions['f'] = (event: SqsEvent) => void seen.push(...bodies(event));
    for (const body of ['{"kind":"a"}', '{"kind":"b"}', 'no json']) queues.send(queueArn('q'), body);
    await engine.advance(seconds(600));
    expect(seen).toEqual(['{"kind":"a"}']);
  });

  it('leaves a disabled mapping alone', async () => {
    const queues = start(queueResource('q'), mappingResource('q', 'f', { Enabled: false }));
    queues.send(queueArn('q'), 'kept');
    await engine.drain();
    expect(queues.nextDueAt()).toBeUndefined();
  });
});

describe('batch item failures', () => {
  const reporting = { FunctionResponseTypes: ['ReportBatchItemFailures'] };
  const replies: ReadonlyArray<readonly [string, (event: SqsEvent) => unknown, readonly string[]]> = [
    ['nothing', () => undefined, []],
    ['an empty object', () => ({}), []],
    ['an empty list', () => ({ batchItemFailures: [] }), []],
    ['null for the list', () => ({ batchItemFailures: null }), []],
    ['one message', (event) => ({ batchItemFailures: [{ itemIdentifier: event.Records[1]?.messageId }] }), ['b']],
    ['an unknown id', () => ({ batchItemFailures: [{ itemIdentifier: 'who' }] }), ['a', 'b', 'c']],
    ['an empty id', () => ({ batchItemFailures: [{ itemIdentifier: '' }] }), ['a', 'b', 'c']],
    ['a null id', () => ({ batchItemFailures: [{ itemIdentifier: null }] }), ['a', 'b', 'c']],
    ['a bad key', (event) => ({ batchItemFailures: [{ id: event.Records[0]?.messageId }] }), ['a', 'b', 'c']],
    ['a null entry', () => ({ batchItemFailures: [null] }), ['a', 'b', 'c']],
    ['no list', () => ({ batchItemFailures: 'all' }), ['a', 'b', 'c']],
    ['a string', () => 'done', ['a', 'b', 'c']],
  ];

  it.each(replies)('after a reply of %s the right messages come back', async (_name, reply, again) => {
    const queues = start(queueResource('q'), mappingResource('q', 'f', reporting));
    const batches: string[][] = [];
    engine.functions['f'] = (event: SqsEvent) => {
      batches.push(bodies(event));
      return batches.length === 1 ? reply(event) : undefined;
    };
    for (const body of ['a', 'b', 'c']) queues.send(queueArn('q'), body);
    await engine.advance(seconds(600));
    expect(batches).toEqual(again.length === 0 ? [['a', 'b', 'c']] : [['a', 'b', 'c'], again]);
  });

  it('are ignored when the mapping does not ask for them', async () => {
    const queues = start(queueResource('q'), mappingResource('q', 'f'));
    let batches = 0;
    engine.functions['f'] = () => {
      batches += 1;
      return { batchItemFailures: [{ itemIdentifier: 'who' }] };
    };
    queues.send(queueArn('q'), 'a');
    await engine.advance(seconds(600));
    expect(batches).toBe(1);
  });
});

describe('after a kill', () => {
  it('messages that a function held are delivered again at once, and those that waited still wait', async () => {
    const resources = [queueResource('q', { VisibilityTimeout: 900 }), mappingResource('q', 'f')];
    const queues = start(...resources);
    let handed = 0;
    engine.functions['f'] = () => {
      handed += 1;
      return new Promise(() => {});
    };
    queues.send(queueArn('q'), 'held');
    queues.send(queueArn('q'), 'delayed', { delaySeconds: 60 });
    while (handed === 0) await new Promise((resolve) => setImmediate(resolve));
    engine.kill();

    const seen: Array<readonly [number, readonly string[]]> = [];
    engine.functions['f'] = (event: SqsEvent) => void seen.push([engine.context.clock.now() - startAt, bodies(event)]);
    engine.run(createQueues(engine.context));
    await engine.advance(seconds(600));
    expect(seen).toEqual([
      [0, ['held']],
      [60_000, ['delayed']],
    ]);
  });
});

describe('the start', () => {
  const refusals: ReadonlyArray<readonly [string, readonly ResolvedResource[], string]> = [
    ['a FIFO queue', [queueResource('q.fifo', { FifoQueue: true })], 'FifoQueue'],
    [
      'a redrive to nowhere',
      [queueResource('q', { RedrivePolicy: { deadLetterTargetArn: queueArn('none'), maxReceiveCount: 3 } })],
      'none',
    ],
    ['a mapping of no queue', [mappingResource('none', 'f')], 'none'],
    ['a mapping to no function', [queueResource('q'), mappingResource('q', 'nobody')], 'nobody'],
    [
      'an unknown property of a mapping',
      [queueResource('q'), mappingResource('q', 'f', { ProvisionedPollerConfig: {} })],
      'ProvisionedPollerConfig',
    ],
    [
      'an unknown response type',
      [queueResource('q'), mappingResource('q', 'f', { FunctionResponseTypes: ['Other'] })],
      'response type',
    ],
  ];

  it.each(refusals)('refuses %s', (_name, resources, word) => {
    engine = fakeEngine([...resources, functionResource('f')]);
    expect(() => createQueues(engine.context)).toThrow(word);
  });

  it('refuses to send to a queue that nobody declares', () => {
    const queues = start(queueResource('q'));
    expect(() => queues.send(queueArn('other'), 'x')).toThrow('No template declares the queue');
  });
});
