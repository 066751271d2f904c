import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynoxideBinary } from '../../../local/dynamodb/dynoxide-binary.ts';
import { killOrphan } from '../../../local/dynamodb/orphan.ts';
import { FIXTURE_TABLE, type FixtureEngine, startFixture } from '../support/fixture-engine.ts';

let fixture: FixtureEngine;
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'A#ROOT' } });
const put = (pk: string, more: Record<string, unknown> = {}) =>
  fixture.call('PutItem', { TableName: FIXTURE_TABLE, Item: { ...key(pk), ...more } });
const has = async (pk: string) => 'Item' in (await fixture.call('GetItem', { TableName: FIXTURE_TABLE, Key: key(pk) }));

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe('the tables of the template', () => {
  it('exist with their keys, indexes, stream and time to live', async () => {
    const { Table } = await fixture.call('DescribeTable', { TableName: FIXTURE_TABLE });
    expect(Table).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'by-due' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(await fixture.call('DescribeTimeToLive', { TableName: FIXTURE_TABLE })).toMatchObject({
      TimeToLiveDescription: { AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' },
    });
  });

  it('keep their items over a restart', async () => {
    await put('kept');
    await fixture.restart();
    expect(await has('kept')).toBe(true);
  });

  it('are there again at once when the server is killed', async () => {
    await put('kept');
    const killed = fixture.engine.parts.dynamodb.pid()!;
    process.kill(killed, 'SIGKILL');
    await vi.waitUntil(() => fixture.engine.parts.dynamodb.pid() !== killed, { interval: 2 });
    await vi.waitUntil(() => has('kept').catch(() => false), { interval: 2 });
    expect(fixture.logged).toContain('DynamoDB ended (SIGKILL) and is started again.');
  });
});

describe('time to live', () => {
  it('deletes what has expired by the clock of the engine, and only that', async () => {
    const nowSeconds = Math.floor(fixture.engine.clock.now() / 1000);
    await put('soon', { expiresAt: { N: String(nowSeconds + 3_600) } });
    await put('later', { expiresAt: { N: String(nowSeconds + 3 * 86_400) } });
    await put('never');
    await fixture.engine.advance(2 * 86_400_000);
    expect([await has('soon'), await has('later'), await has('never')]).toEqual([false, true, true]);
  });
});

describe('a server that a killed engine left behind', () => {
  it('is ended by the next start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-orphan-'));
    const databasePath = join(folder, 'dynamodb.db');
    const pidPath = join(folder, 'dynamodb.pid');
    const child = spawn(dynoxideBinary(), ['--port', '0', '--db-path', databasePath], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    writeFileSync(pidPath, String(child.pid));
    await once(child, 'spawn');
    await killOrphan(pidPath, databasePath);
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(existsSync(pidPath)).toBe(false);
  });

  it('is not mistaken for another process with its number', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-orphan-'));
    const pidPath = join(folder, 'dynamodb.pid');
    writeFileSync(pidPath, String(process.pid));
    await killOrphan(pidPath, join(folder, 'dynamodb.db'));
    expect(existsSync(pidPath)).toBe(false);
  });

  it('has no package on a platform that nobody built it for', () => {
    expect(() => dynoxideBinary('plan9', 'mips')).toThrow('@dynoxide/plan9-mips is not installed');
  });
});
