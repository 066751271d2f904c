import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineContext, InvocationResult } from '../../../local/parts.ts';
import { createCheckpoints } from '../../../local/streams/checkpoints.ts';
import type { StreamMapping } from '../../../local/streams/stream-mapping.ts';
import { createStreamReader, type StreamReader } from '../../../local/streams/stream-reader.ts';
import type { StreamRow, StreamSource } from '../../../local/streams/stream-source.ts';

let now: number;
let rows: StreamRow[];
let sent: string[][];
let abandoned: string[];
let replies: InvocationResult[];
let database: DatabaseSync;

const aMapping = (change: Partial<StreamMapping> = {}): StreamMapping => ({
  id: 'mapping',
  functionName: 'f',
  functionArn: 'arn:f',
  tableName: 't',
  streamArn: 'arn:stream',
  streamViewType: 'NEW_IMAGE',
  fromNewest: false,
  batchSize: 3,
  windowMs: 0,
  bisects: false,
  maximumRetries: -1,
  maximumAgeSeconds: -1,
  reportsItemFailures: true,
  onFailureArn: 'arn:queue',
  patterns: [],
  ...change,
});
const write = (...names: string[]) => {
  for (const name of names) {
    const keysJson = JSON.stringify({ pk: { S: name } });
    const id = rows.length + 1;
    rows.push({ id, eventName: 'INSERT', keysJson, newImageJson: keysJson, oldImageJson: null, createdAtSeconds: 0 });
  }
};
const source: StreamSource = {
  version: () => 0,
  newestId: () => rows.length,
  after: (_table, id, limit) => rows.filter((row) => row.id > id).slice(0, limit),
  row: (id) => rows.find((row) => row.id === id)!,
  trim: () => {},
};

function aReader(mapping: StreamMapping): StreamReader {
  const context = {
    clock: { now: () => now, offsetMs: () => 0 },
    database,
    region: 'eu-west-1',
    wake: () => {},
    log: () => {},
    sendToQueue: (_arn: string, body: string) => void abandoned.push(body),
  } as unknown as EngineContext;
  return createStreamReader(context, source, createCheckpoints(database), mapping, async (_name, event) => {
    const records = JSON.parse(event).Records as { dynamodb: { Keys: { pk: { S: string } } } }[];
    sent.push(records.map(({ dynamodb }) => dynamodb.Keys.pk.S));
    return replies.shift() ?? { ok: true, payload: null };
  });
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const failure: InvocationResult = { ok: false, errorType: 'Error', errorMessage: 'no' };

beforeEach(() => {
  now = 1_000;
  rows = [];
  sent = [];
  abandoned = [];
  replies = [];
  database = new DatabaseSync(':memory:');
});

describe('a batching window', () => {
  it('holds a small batch until it ends', async () => {
    const reader = aReader(aMapping({ windowMs: 500 }));
    write('a');
    reader.look();
    await settled();
    expect([sent, reader.dueAt(), reader.busy()]).toEqual([[], 1_500, 0]);
    write('b');
    now = 1_500;
    reader.look();
    await settled();
    expect(sent).toEqual([['a', 'b']]);
  });

  it('ends early for a full batch', async () => {
    const reader = aReader(aMapping({ windowMs: 500 }));
    write('a', 'b', 'c');
    reader.look();
    await settled();
    expect(sent).toEqual([['a', 'b', 'c']]);
  });
});

describe('a failing function', () => {
  it('gets the same batch again after a pause that doubles', async () => {
    replies = [failure, failure];
    const reader = aReader(aMapping());
    write('a');
    reader.look();
    await settled();
    expect(reader.dueAt()).toBe(1_500);
    now = 1_500;
    reader.look();
    await settled();
    expect(reader.dueAt()).toBe(2_500);
    now = 2_500;
    reader.look();
    await settled();
    expect(sent).toEqual([['a'], ['a'], ['a']]);
    expect(reader.dueAt()).toBeUndefined();
  });

  it('holds up what was written later', async () => {
    replies = [failure];
    const reader = aReader(aMapping());
    write('a');
    reader.look();
    await settled();
    write('b');
    reader.look();
    await settled();
    expect(sent).toEqual([['a']]);
    now = 1_500;
    reader.look();
    await settled();
    expect(sent).toEqual([['a'], ['a'], ['b']]);
  });

  it('loses records that are too old, to the on-failure queue', async () => {
    replies = [failure];
    now = 61_000;
    const reader = aReader(aMapping({ maximumAgeSeconds: 60 }));
    write('a');
    reader.look();
    await settled();
    expect(abandoned).toHaveLength(1);
    expect(reader.dueAt()).toBeUndefined();
  });

  it('that reports a record nobody sent has failed as a whole', async () => {
    replies = [{ ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'unheard of' }] } }];
    const reader = aReader(aMapping());
    write('a', 'b');
    reader.look();
    await settled();
    now = 1_500;
    reader.look();
    await settled();
    expect(sent).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});

describe('a new mapping', () => {
  it('that begins at the newest record leaves out what is there, also after a restart', async () => {
    write('old');
    aReader(aMapping({ fromNewest: true }));
    write('new');
    aReader(aMapping({ fromNewest: true })).look();
    await settled();
    expect(sent).toEqual([['new']]);
  });
});
