import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamodbCall } from '../../../local/dynamodb/dynamodb-call.ts';
import {
  FIXTURE_TABLE,
  type FixtureEngine,
  type FixtureSettings,
  prepareFixture,
  startFixture,
} from '../support/fixture-engine.ts';

const SERVER = join(import.meta.dirname, '..', 'support', 'serve-fixture.ts');

let settings: FixtureSettings;
let server: ChildProcess;
let next: FixtureEngine | undefined;

beforeEach(async () => {
  next = undefined;
  settings = await prepareFixture();
  server = spawn(process.execPath, [SERVER, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server.stdout!, 'data');
});
afterEach(async () => {
  server.kill('SIGKILL');
  await next?.close();
});

async function kill(): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

const sqs = (operation: string, input: Record<string, unknown>) =>
  fetch(`http://127.0.0.1:${settings.ports.aws}`, {
    method: 'POST',
    headers: { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueUrl: `http://127.0.0.1:${settings.ports.aws}/000000000000/failures`, ...input }),
  });

describe('after a kill of the engine, the next one', () => {
  it('starts although the DynamoDB server was left behind, and has every acknowledged write', async () => {
    const call = createDynamodbCall(`http://127.0.0.1:${settings.ports.dynamodb}`);
    const write = (n: number) =>
      call('PutItem', { TableName: FIXTURE_TABLE, Item: { pk: { S: `p${n}` }, sk: { S: 'EVENT#1' } } });
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(write));
    await kill();
    next = await startFixture(settings);
    const { Count } = await next.call('Scan', { TableName: FIXTURE_TABLE });
    expect(Count).toBe(8);
  });

  it('hands over the changes that had not been handed over', async () => {
    const call = createDynamodbCall(`http://127.0.0.1:${settings.ports.dynamodb}`);
    await call('PutItem', { TableName: FIXTURE_TABLE, Item: { pk: { S: 'a' }, sk: { S: 'EVENT#1' } } });
    await kill();
    next = await startFixture(settings);
    await next.engine.advance(0);
    expect(JSON.stringify(next.recorded())).toContain('"pk":{"S":"a"}');
  });

  it('still has the messages of the queues', async () => {
    expect((await sqs('SendMessage', { MessageBody: 'kept' })).status).toBe(200);
    await kill();
    next = await startFixture(settings);
    const received = (await (await sqs('ReceiveMessage', {})).json()) as { Messages: { Body: string }[] };
    expect(received.Messages.map(({ Body }) => Body)).toEqual(['kept']);
  });

  it('goes on in the time that had been reached', async () => {
    const advance = { method: 'POST', body: '{"advance":"P2D"}' };
    const reply = await fetch(`http://127.0.0.1:${settings.ports.public}/_clock`, advance);
    const { now } = (await reply.json()) as { now: string };
    await kill();
    next = await startFixture(settings);
    expect(next.engine.clock.now()).toBeGreaterThanOrEqual(Date.parse(now));
  });

  it('is not kept out by the lock of the one that was killed', async () => {
    await kill();
    next = await startFixture(settings);
    expect((await fetch(`${next.engine.publicUrl}/_health`)).status).toBe(200);
  });
});
