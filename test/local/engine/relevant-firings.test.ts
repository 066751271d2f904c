import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRelevantFirings, type RelevantFirings } from '../../../local/relevant-firings.ts';

const TABLE = {
  stack: 's',
  logicalId: 'Table',
  type: 'AWS::DynamoDB::GlobalTable',
  physicalId: 'cases',
  properties: { GlobalSecondaryIndexes: [{ IndexName: 'gsi1' }] },
};
const sweep = { functionName: 'sweep' };

let writer: DatabaseSync;
let advancing: boolean;
let firings: RelevantFirings;

beforeEach(() => {
  const path = join(mkdtempSync(join(tmpdir(), 'gangway-firings-')), 'dynamodb.db');
  writer = new DatabaseSync(path);
  writer.exec('PRAGMA journal_mode = WAL');
  writer.exec('CREATE TABLE "cases::gsi::gsi1" (gsi_pk TEXT, gsi_sk TEXT)');
  const engineDatabase = new DatabaseSync(':memory:');
  engineDatabase.exec('CREATE TABLE objects_version (seq INTEGER PRIMARY KEY)');
  advancing = true;
  firings = createRelevantFirings({
    resources: [TABLE],
    file: new DatabaseSync(path),
    engineDatabase,
    advancing: () => advancing,
  });
});

const put = (partition: string, sortKey: string) =>
  writer.prepare('INSERT INTO "cases::gsi::gsi1" VALUES (?, ?)').run(`S:${partition}`, `S:${sortKey}`);
const fireTwice = () => {
  firings.fired('sweep');
  firings.fired('sweep');
};

describe('a firing of a schedule, while time is advanced', () => {
  it('counts until two of them have found nothing new', () => {
    expect(firings.relevant(sweep)).toBe(0);
    firings.fired('sweep');
    expect(firings.relevant(sweep)).toBe(0);
    firings.fired('sweep');
    expect(firings.relevant(sweep)).toBeUndefined();
  });

  it('counts again after a write', () => {
    fireTwice();
    put('GROUP#x#open#0', 'anything');
    expect(firings.relevant(sweep)).toBe(0);
  });

  it('counts from the earliest due or unpublished entry on', () => {
    put('DUE#0', '2026-12-01T10:00:00.000Z#case-1#reminder');
    put('DUE#9', '2026-12-01T09:00:00.000Z#case-2#reminder');
    put('OUT#3', '2026-12-01T11:00:00.000Z#case-3');
    fireTwice();
    expect(firings.relevant(sweep)).toBe(Date.parse('2026-12-01T09:00:00.000Z'));
  });

  it('of one schedule is not proof for another', () => {
    fireTwice();
    expect(firings.relevant({ functionName: 'other' })).toBe(0);
  });
});

it('in real time every firing of a schedule counts', () => {
  fireTwice();
  advancing = false;
  expect(firings.relevant(sweep)).toBe(0);
});
