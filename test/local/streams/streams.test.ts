import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURE_TABLE, type FixtureEngine, startFixture } from '../support/fixture-engine.ts';

interface StreamEvent {
  readonly Records: readonly {
    readonly eventName: string;
    readonly dynamodb: { readonly Keys: { pk: { S: string }; sk: { S: string } }; readonly SequenceNumber: string };
  }[];
}

let fixture: FixtureEngine;
const put = (pk: string, more: Record<string, unknown> = {}, sk = 'EVENT#1') =>
  fixture.call('PutItem', { TableName: FIXTURE_TABLE, Item: { pk: { S: pk }, sk: { S: sk }, ...more } });
const batches = () =>
  (fixture.recorded() as unknown as StreamEvent[]).map(({ Records }) =>
    Records.map(({ dynamodb }) => dynamodb.Keys.pk.S),
  );

async function failures(): Promise<Record<string, never>[]> {
  const response = await fetch(fixture.engine.system.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.ReceiveMessage', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      QueueUrl: `${fixture.engine.system.awsUrl}/000000000000/failures`,
      MaxNumberOfMessages: 10,
    }),
  });
  const { Messages = [] } = (await response.json()) as { Messages?: { Body: string }[] };
  return Messages.map(({ Body }) => JSON.parse(Body));
}

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe('the stream of a table', () => {
  it('reaches its function as Lambda would hand it over', async () => {
    await put('a', { n: { N: '1' } });
    await fixture.engine.advance(0);
    const [event] = fixture.recorded();
    expect(event).toMatchObject({
      Records: [
        {
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'eu-west-1',
          eventSourceARN:
            'arn:aws:dynamodb:eu-west-1:000000000000:table/fixture-data-table/stream/2026-01-01T00:00:00.000',
          dynamodb: {
            Keys: { pk: { S: 'a' }, sk: { S: 'EVENT#1' } },
            NewImage: { pk: { S: 'a' }, sk: { S: 'EVENT#1' }, n: { N: '1' } },
            SequenceNumber: '100000000000000000001',
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          },
        },
      ],
    });
  });

  it('leaves out what the filter does not name', async () => {
    await put('a', {}, 'A#ROOT');
    await put('b');
    await fixture.call('DeleteItem', { TableName: FIXTURE_TABLE, Key: { pk: { S: 'b' }, sk: { S: 'EVENT#1' } } });
    await fixture.engine.advance(0);
    expect(batches().flat()).toEqual(['b']);
  });

  it('leaves out a write that changed nothing', async () => {
    await put('a');
    await put('a');
    await put('a', { n: { N: '2' } });
    await fixture.engine.advance(0);
    expect(batches().flat()).toEqual(['a', 'a']);
  });

  it('keeps the order and the batch size', async () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) await put(`case-${String(n).padStart(2, '0')}`);
    await fixture.engine.advance(0);
    const seen = batches();
    expect(Math.max(...seen.map((batch) => batch.length))).toBeLessThanOrEqual(10);
    expect(seen.flat()).toEqual([
      'case-01',
      'case-02',
      'case-03',
      'case-04',
      'case-05',
      'case-06',
      'case-07',
      'case-08',
      'case-09',
      'case-10',
      'case-11',
      'case-12',
    ]);
  });

  it('goes on after a restart where it was', async () => {
    await put('a');
    await fixture.engine.advance(0);
    await fixture.restart();
    await put('b');
    await fixture.engine.advance(0);
    expect(batches().flat()).toEqual(['a', 'b']);
  });
});

describe('a batch that fails', () => {
  it('in part is sent again from the first failed record on', async () => {
    await Promise.all([put('a'), put('b', { refused: { BOOL: true } })]);
    await fixture.engine.advance(60_000);
    const refusedSends = batches().filter((batch) => batch.includes('b'));
    expect(refusedSends.length).toBeGreaterThanOrEqual(3);
    expect(refusedSends.at(-1)).toEqual(['b']);
    expect(
      batches()
        .flat()
        .filter((pk) => pk === 'a').length,
    ).toBeGreaterThanOrEqual(1);
  });

  it('is halved until the record that fails is alone, which then goes to the on-failure queue', async () => {
    await fixture.call('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: FIXTURE_TABLE, Item: { pk: { S: 'a' }, sk: { S: 'EVENT#1' } } } },
        { Put: { TableName: FIXTURE_TABLE, Item: { pk: { S: 'b' }, sk: { S: 'EVENT#1' }, poison: { BOOL: true } } } },
        { Put: { TableName: FIXTURE_TABLE, Item: { pk: { S: 'c' }, sk: { S: 'EVENT#1' } } } },
      ],
    });
    await fixture.engine.advance(60_000);
    expect(batches()).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a'], ['b'], ['b'], ['b'], ['c']]);
    expect(await failures()).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '100000000000000000002' },
      },
    ]);
  });
});

describe('the stored stream', () => {
  it('is trimmed to its newest records once they have been consumed', async () => {
    const items = Array.from({ length: 1_200 }, (_, n) => ({ pk: { S: `p${n}` }, sk: { S: 'A#ROOT' } }));
    for (let from = 0; from < items.length; from += 25) {
      const requests = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
      await fixture.call('BatchWriteItem', { RequestItems: { [FIXTURE_TABLE]: requests } });
    }
    await put('last');
    await fixture.engine.advance(0);
    await put('after');
    await fixture.engine.advance(0);
    const file = new DatabaseSync(join(fixture.dataDir, 'dynamodb.db'), { readOnly: true });
    const { rows } = file.prepare('SELECT COUNT(*) AS rows FROM _stream_records').get() as { rows: number };
    file.close();
    expect(rows).toBeLessThanOrEqual(60);
    expect(batches().flat()).toEqual(['last', 'after']);
  });
});

describe('a held stream', () => {
  it('reaches nobody until it is let go', async () => {
    const hold = (on: boolean) =>
      fetch(`${fixture.engine.publicUrl}/_hold`, { method: 'POST', body: JSON.stringify({ on }) });
    expect(await (await hold(true)).json()).toEqual({ on: true, busy: 0 });
    await put('a');
    await fixture.engine.advance(0);
    expect(batches()).toEqual([]);
    await hold(false);
    await fixture.engine.advance(0);
    expect(batches()).toEqual([['a']]);
  });

  it('refuses what is neither on nor off', async () => {
    const answer = async (body: string) =>
      (await fetch(`${fixture.engine.publicUrl}/_hold`, { method: 'POST', body })).status;
    expect(await Promise.all(['{"on":1}', '{', 'null', '{"on":true,"x":1}'].map(answer))).toEqual([400, 400, 400, 400]);
    expect((await fetch(`${fixture.engine.publicUrl}/_hold`, { method: 'DELETE' })).status).toBe(405);
  });
});
