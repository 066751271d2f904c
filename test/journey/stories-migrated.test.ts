import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCases } from '../../bench/system.ts';
import { DemoClient, patiently } from '../../local/demo/client.ts';
import { importedCase } from '../../local/import/world.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { verifyChain } from '../../shared/domain/events/chain.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { newestPlaybook } from '../../shared/playbooks/catalogue.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoHistoryStore } from '../../shared/store/history-store.ts';
import { type StartedSystem, startOwnSystem } from '../support/running-system-own.ts';

const CASES = 1000;
const KILLS = 3;
const POSITIONS = [...Array(CASES).keys()];
const IMPORTED = POSITIONS.map((position) => importedCase(position, 'every-state'));
const RUNNING = IMPORTED.filter(({ state }) => state !== 'closed' && state !== 'withdrawn');

/** Version 2 of the company's playbook: one step, one answer, one role and one document have other names. */
const RENAMES = {
  steps: { basics: 'company' },
  fields: { registrationNumber: 'companyNumber' },
  memberRoles: { signatory: 'authorised-signatory' },
  requirements: { registration: 'registry-entry' },
};

function secondVersion(): Playbook {
  const first = newestPlaybook('company-account')!;
  const { steps, memberRoles, requirements, fields } = RENAMES;
  let text = JSON.stringify({ ...first, version: 2, mapsFrom: [] });
  for (const [from, to] of Object.entries({ ...steps, ...memberRoles, ...requirements, ...fields })) {
    text = text.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`answers.${from}`, `answers.${to}`);
    text = text.replaceAll(`members.${from}.`, `members.${to}.`).replaceAll(`"${from}#`, `"${to}#`);
  }
  return { ...(JSON.parse(text) as Playbook), mapsFrom: [{ playbook: first.id, version: first.version, ...RENAMES }] };
}

let started: StartedSystem;
let client: DemoClient;
let before: ReadonlyMap<string, Case>;
let kills = 0;
const base = '/v1/playbooks/company-account';

const stores = () => {
  const { dynamodbUrl: endpoint, tableName } = started.system;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const dynamo = documentClient({ endpoint, region: started.system.region, credentials });
  const chance = { randomBytes: () => new Uint8Array(16), pause: async () => {} };
  const options = { shardCount: 1, now: () => new Date().toISOString(), ...chance };
  return {
    cases: dynamoCaseStore(dynamo, tableName, options),
    history: dynamoHistoryStore(dynamo, tableName),
  };
};

async function allCases(): Promise<ReadonlyMap<string, Case>> {
  const { cases } = stores();
  const loaded = await Promise.all(IMPORTED.map(({ caseId }) => cases.load(caseId)));
  return new Map(loaded.map((case_) => [case_.caseId, case_]));
}

async function publish(playbook: Playbook): Promise<void> {
  const path = `${base}/versions/${playbook.version}`;
  const { etag, body } = await client.call('admin_ann', 'PUT', path, { body: playbook });
  expect(body.findings).toEqual([]);
  const published = await client.call('admin_max', 'POST', `${path}/publish`, { ifMatch: etag!, body: {} });
  expect(published.body.status).toBe('published');
}

/** The migration as the API shows it, once it has come so far. */
const until = (path: string, isThere: (migration: Migration) => boolean): Promise<Migration> =>
  patiently(async () => {
    const { body } = await client.call('admin_ann', 'GET', path);
    return isThere(body) ? body : undefined;
  });
interface Migration {
  readonly status: string;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly cases: Readonly<Record<string, number>>;
}

async function killAndStart(): Promise<void> {
  await started.own.kill();
  kills += 1;
  await started.own.start();
}

beforeAll(async () => {
  started = await startOwnSystem();
  await started.own.stop();
  importCases(process.cwd(), started.dataDir, CASES, '--every-state');
  await started.own.start();
  client = new DemoClient(started.system);
  before = await allCases();
  await publish(secondVersion());
}, 60_000);
afterAll(() => started.stop());

describe('a thousand cases in every state, whose system is killed while they go over to another version', () => {
  test('each goes over once', { timeout: 60_000 }, async () => {
    const { body } = await client.call('admin_ann', 'POST', `${base}/migrations`, { body: { from: 1, to: 2 } });
    const path = `${base}/migrations/${body.migrationId}`;
    await until(path, ({ verdicts }) => verdicts['mapped']! > 100);
    await killAndStart();
    for (let kill = 1; kill < KILLS; kill += 1) {
      await until(path, ({ cases }) => cases['applied']! > (kill * RUNNING.length) / KILLS);
      await killAndStart();
    }
    const end = await until(path, ({ status }) => status === 'applied');
    expect(kills).toBe(KILLS);
    expect(end.verdicts).toEqual({ unchanged: 0, mapped: RUNNING.length, needs_decision: 0 });
    expect(end.cases).toMatchObject({ applied: RUNNING.length, pending: 0, failed: 0 });
  });

  test('each is the case that it was, by its new names', async () => {
    const { history } = stores();
    const after = await allCases();
    for (const { caseId, state } of IMPORTED) {
      const isOver = state === 'closed' || state === 'withdrawn';
      const [old, now] = [before.get(caseId)!, after.get(caseId)!];
      const { events } = await history.events(caseId, { newestFirst: false, limit: 1000 });
      const trail = events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
      expect(verifyChain(trail)).toBeUndefined();
      const migrations = trail.filter(({ data }) => data.types.includes('case.playbook_migrated'));
      expect([state, migrations.length, now.playbook.version]).toEqual([state, isOver ? 0 : 1, isOver ? 1 : 2]);
      expect(now.answers.flatMap(({ values }) => Object.values(values))).toEqual(
        old.answers.flatMap(({ values }) => Object.values(values)),
      );
      expect(now.members.map(({ role: _, ...rest }) => rest)).toEqual(old.members.map(({ role: _, ...rest }) => rest));
      expect(now.documents.map(({ requirementId: _, ...rest }) => rest)).toEqual(
        old.documents.map(({ requirementId: _, ...rest }) => rest),
      );
      expect([now.status, now.stage, now.setAside]).toEqual([old.status, old.stage, []]);
    }
  });
});
