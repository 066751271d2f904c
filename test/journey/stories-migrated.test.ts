import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCases } from '../../bench/system.ts';
import { DemoClient, patiently } from '../../local/demo/client.ts';
import { importedCase } from '../../local/import/world.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { eventHash, verifyChain } from '../../shared/domain/events/chain.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { newestPlaybook } from '../../shared/playbooks/catalogue.ts';
import { documentClient } from '../../shared/store/document-client.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { dynamoRunStore } from '../../shared/store/dynamo-run-store.ts';
import { dynamoHistoryStore } from '../../shared/store/history-store.ts';
import { type StartedSystem, startOwnSystem } from '../support/running-system-own.ts';

/** Of which a thousand run. */
const CASES = 1200;
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

let stores: ReturnType<typeof storesOf>;

function storesOf({ dynamodbUrl: endpoint, tableName, region }: StartedSystem['system']) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const dynamo = documentClient({ endpoint, region, credentials });
  const chance = { randomBytes: () => new Uint8Array(16), pause: async () => {} };
  const options = { shardCount: 1, now: () => new Date().toISOString(), ...chance };
  return {
    cases: dynamoCaseStore(dynamo, tableName, options),
    history: dynamoHistoryStore(dynamo, tableName),
    runs: dynamoRunStore(dynamo, tableName, options),
  };
}

async function allCases(): Promise<ReadonlyMap<string, Case>> {
  const loaded = await Promise.all(IMPORTED.map(({ caseId }) => stores.cases.load(caseId)));
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
  stores = storesOf(started.system);
  before = await allCases();
  await publish(secondVersion());
}, 120_000);
afterAll(() => started.stop());

describe('a thousand cases in every state, whose system is killed while they go over to another version', () => {
  test('each goes over once', { timeout: 120_000 }, async () => {
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

  test('each is the case that it was, by its new names', { timeout: 120_000 }, async () => {
    const after = await allCases();
    const trails = await Promise.all(IMPORTED.map(({ caseId }) => trailSince(before.get(caseId)!)));
    for (const [index, { caseId, state }] of IMPORTED.entries()) {
      const [old, now, trail] = [before.get(caseId)!, after.get(caseId)!, trails[index]!];
      const isOver = state === 'closed' || state === 'withdrawn';
      const migrations = trail.filter(({ data }) => data.types.includes('case.playbook_migrated'));
      expect(trail.map(({ caseVersion }) => caseVersion)).toEqual(versions(old.version, now.version));
      expect([...trail.keys()].filter((at) => !isLinked(trail, at))).toEqual([]);
      expect(trail.at(-1)?.hash).toBe(now.chainHead);
      expect([state, migrations.length, now.playbook.version]).toEqual([state, isOver ? 0 : 1, isOver ? 1 : 2]);
      expect(held(now)).toEqual(held(old));
      expect([now.status, now.stage, now.setAside]).toEqual([old.status, old.stage, []]);
    }
  });

  test('each can be read, and its workflow is awake for the next step', async () => {
    for (const { caseId } of IMPORTED.slice(0, 12)) {
      expect(verifyChain(await trailOf(caseId))).toBeUndefined();
      const { status, body } = await client.call('supervisor_sue', 'GET', `/v1/cases/${caseId}`);
      expect([status, body.id]).toEqual([200, caseId]);
    }
    const { caseId } = IMPORTED.find(({ state }) => state === 'queued')!;
    const { etag } = await client.call('agent_ada', 'GET', `/v1/cases/${caseId}`);
    const claimed = await client.call('agent_ada', 'POST', `/v1/cases/${caseId}/claim`, { ifMatch: etag!, body: {} });
    expect(claimed.body).toMatchObject({ status: 'open', assignee: 'agent_ada' });
    const run = await patiently(async () => {
      const { run: found } = await stores.runs.load(caseId);
      return found?.n === 2 ? found : undefined;
    });
    expect(run.caseId).toBe(caseId);
  });
});

/** What happened since, and the event before that. */
const trailSince = ({ caseId, version }: Case) => trailOf(caseId, version - 1);

async function trailOf(caseId: string, after = 0) {
  const { events } = await stores.history.events(caseId, { newestFirst: false, limit: 1000, after });
  return events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
}

type Trail = Awaited<ReturnType<typeof trailOf>>;

const versions = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** The event has the hash that it should have, and names that of the one before. */
function isLinked(trail: Trail, at: number): boolean {
  const { hash, previousHash, ...envelope } = trail[at]!;
  return eventHash(envelope, previousHash) === hash && (at === 0 || trail[at - 1]!.hash === previousHash);
}

/** What people wrote and sent, by whatever name. */
const held = ({ answers, members, documents }: Case) => ({
  answers: answers.flatMap(({ values }) => Object.values(values)),
  members: members.map(({ role: _, ...rest }) => rest),
  documents: documents.map(({ requirementId: _, ...rest }) => rest),
});
