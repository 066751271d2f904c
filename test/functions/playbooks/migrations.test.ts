import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchDeps } from '../../../functions/playbooks/migration-deps.ts';
import { onMigration } from '../../../functions/playbooks/on-migration.ts';
import { addComment } from '../../../shared/domain/case/add-comment.ts';
import { verifyChain } from '../../../shared/domain/events/chain.ts';
import { systemCommand } from '../../../shared/events/system-command.ts';
import { aCaller, anAgent, aSystem } from '../../support/a-case.ts';
import { CASES_BY_STATE, type CaseState, checked, offered, proven } from '../../support/cases-by-state.ts';
import { POORER, RENAMED, V1 } from '../../support/versions.ts';
import { Killed, type MigrationsWorld, migrationsWorld } from './migrations-world.ts';

const POORER_STILL = { ...POORER, version: 3 };
const BASE = 'POST /v1/playbooks/{playbookId}/migrations';
const ONE = `${BASE}/{migrationId}`;
const READ = ONE.replace('POST', 'GET');
const MAKERS = { ...CASES_BY_STATE, offered, proven, checked };
const RUNNING = (Object.keys(MAKERS) as CaseState[]).filter((state) => state !== 'closed' && state !== 'cancelled');

let world: MigrationsWorld;
const ids = new Map<string, string>();
beforeAll(async () => {
  world = await migrationsWorld(V1, RENAMED, POORER_STILL);
  for (const [state, make] of Object.entries(MAKERS)) ids.set(state, await world.add(make()));
  await world.add({ ...CASES_BY_STATE.new(), type: 'another', playbook: { id: 'another', version: 1 } });
});
afterAll(() => world.stop());

const params = { playbookId: 'test-account' };
const start = async (body: unknown, more = {}) => {
  const reply = await world.call(BASE, params, { body, ...more });
  return { ...reply, at: { ...params, migrationId: reply.body.migrationId as string } };
};
const read = async (at: Record<string, string>) => (await world.call(READ, at)).body;
const listed = async (at: Record<string, string>, query = {}) =>
  (await world.call(`${READ}/cases`, at, { query: { limit: '200', ...query } })).body.data;
const trail = async (caseId: string) => {
  const { events } = await world.history.events(caseId, { newestFirst: false, limit: 1000 });
  return events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
};
const typesOf = async (caseId: string) => (await trail(caseId)).flatMap(({ data }) => data.types);

describe('a dry run', () => {
  it('lists every running case of the version, and writes none', async () => {
    const { status, body, at } = await start({ from: 1, to: 2, dryRun: true });
    expect([status, body.status, body.dryRun]).toEqual([201, 'judging', true]);
    await world.drain();
    expect(await read(at)).toMatchObject({
      status: 'judged',
      verdicts: { unchanged: 0, mapped: RUNNING.length, needs_decision: 0 },
      cases: { pending: RUNNING.length, applied: 0 },
    });
    expect((await listed(at)).map(({ caseId }: { caseId: string }) => caseId).sort()).toEqual(
      RUNNING.map((state) => ids.get(state)).sort(),
    );
    for (const caseId of ids.values()) expect((await world.cases.load(caseId)).playbook.version).toBe(1);
  });

  it('is paged, filtered, and tells nothing of people', async () => {
    const { at } = await start({ from: 1, to: 3, dryRun: true });
    await world.drain();
    const first = (await world.call(`${READ}/cases`, at, { query: { limit: '10' } })).body;
    expect([first.data.length, first.hasMore]).toEqual([10, true]);
    const second = await world.call(`${READ}/cases`, at, { query: { limit: '200', cursor: first.nextCursor } });
    expect(second.body.data).toHaveLength(RUNNING.length - 10);
    expect(await listed(at, { verdict: 'unchanged' })).toEqual([]);
    const [asking] = await listed(at, { verdict: 'needs_decision', state: 'undecided' });
    expect(Object.keys(asking).sort()).toEqual(['caseId', 'moves', 'number', 'questions', 'state', 'verdict']);
    expect(asking.questions[0]).toEqual({
      place: '/answers/legalName',
      code: 'answer.no-place',
      message: expect.any(String),
      settledBy: 'drop',
    });
    expect(JSON.stringify(first)).not.toMatch(/Acme|Ada|contact_/);
  });
});

describe('a migration', () => {
  it('is started once by a key, and by administrators only', async () => {
    const body = { from: 1, to: 2, dryRun: true };
    const [one, two] = [await start(body, { key: 'k' }), await start(body, { key: 'k' })];
    expect(two.at).toEqual(one.at);
    expect([two.status, two.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect((await start({ ...body, to: 3 }, { key: 'k' })).body.code).toBe('idempotency.body-differs');
    expect((await start(body, { as: anAgent() })).status).toBe(403);
    expect((await world.call(READ, one.at, { as: aCaller() })).status).toBe(403);
    await world.drain();
  });

  it.each([
    [{ from: 1, to: 1 }, 'input.invalid'],
    [{ from: 1, to: 9 }, 'playbook.unknown'],
    [{ from: 9, to: 1 }, 'playbook.unknown'],
    [{ from: 1 }, 'request.invalid'],
  ])('is refused for %j', async (body, code) => {
    expect((await start(body)).body.code).toBe(code);
  });

  it('is not found under another playbook, and does nothing out of turn', async () => {
    const { at } = await start({ from: 1, to: 2, dryRun: true });
    expect((await world.call(READ, { ...at, playbookId: 'another' })).body.code).toBe('migration.not-found');
    for (const verb of ['apply', 'revert'])
      expect((await world.call(`${ONE}/${verb}`, at)).body.code).toBe('migration.not-ready');
    await world.drain();
    expect((await world.call(`${ONE}/revert`, at)).body.code).toBe('migration.not-ready');
  });
});

/** The consumer dies at the n-th call of its table that changes something, before it or after it. */
function dyingAt(n: number, when: 'before' | 'after'): BatchDeps {
  let calls = 0;
  const fatal =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      const isFatal = calls >= n;
      if (isFatal && (calls > n || when === 'before')) throw new Killed();
      const result = await call(...args);
      if (isFatal) throw new Killed();
      return result;
    };
  const { deps } = world;
  return {
    ...deps,
    cases: { load: deps.cases.load, handled: fatal(deps.cases.handled), commit: fatal(deps.cases.commit) },
    migrations: {
      ...deps.migrations,
      add: fatal(deps.migrations.add),
      settle: fatal(deps.migrations.settle),
      advance: fatal(deps.migrations.advance),
    },
    send: fatal(deps.send),
  };
}

describe('a migration whose consumer dies at every step', () => {
  it('takes each case over once, and counts each once', async () => {
    const { at } = await start({ from: 1, to: 2 });
    let deaths = 0;
    for (let n = 1; world.queue.length > 0; n += 1) {
      const message = world.queue[0]!;
      try {
        await onMigration(dyingAt(1 + (n % 7), n % 2 === 0 ? 'before' : 'after'))(message);
        world.queue.shift();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        deaths += 1;
        // What a dead process left in the queue is delivered again, in the end to one that lives.
        if (n % 5 === 0) {
          await onMigration(world.deps)(message);
          world.queue.shift();
        }
      }
    }
    expect(deaths).toBeGreaterThan(10);
    expect(await read(at)).toMatchObject({
      status: 'applied',
      verdicts: { mapped: RUNNING.length },
      cases: { pending: 0, applied: RUNNING.length },
    });
    for (const [state, caseId] of ids) {
      const isRunning = state !== 'closed' && state !== 'cancelled';
      const types = await typesOf(caseId);
      expect(types.filter((type) => type === 'case.playbook_migrated')).toHaveLength(isRunning ? 1 : 0);
      expect((await world.cases.load(caseId)).playbook.version).toBe(isRunning ? 2 : 1);
      expect(verifyChain(await trail(caseId))).toBeUndefined();
    }
  });

  it('is taken back, but for the cases that have moved on', async () => {
    const { at } = await start({ from: 1, to: 2 });
    await world.drain();
    const started = (await listed(at)).length;
    expect(started).toBe(0);
    const back = await start({ from: 2, to: 1 });
    await world.drain();
    const moved = ids.get('new')!;
    const spec = { caseId: moved, causation: { correlationId: 'x' }, caller: aSystem() };
    await systemCommand(world.deps, { ...spec, decide: (case_, s) => addComment(case_, {}, s) });
    const one = { ...back.at, migratingCaseId: ids.get('draft')! };
    expect((await world.call(`${ONE}/cases/{migratingCaseId}/revert`, one)).body.state).toBe('reverting');
    await world.drain();
    expect((await world.cases.load(one.migratingCaseId)).playbook.version).toBe(2);
    expect((await world.call(`${ONE}/revert`, back.at)).body.status).toBe('reverting');
    await world.drain();
    expect(await read(back.at)).toMatchObject({
      status: 'reverted',
      cases: { applied: 1, reverted: RUNNING.length - 1 },
    });
    expect(await listed(back.at, { state: 'applied' })).toMatchObject([
      { caseId: moved, refusal: 'migration.not-revertible' },
    ]);
    expect((await world.cases.load(moved)).playbook.version).toBe(1);
    expect((await world.cases.load(ids.get('resolved')!)).playbook.version).toBe(2);
  });
});

describe('cases that ask', () => {
  it('are decided before or after the others have gone over', async () => {
    const { at } = await start({ from: 2, to: 3, dryRun: true });
    await world.drain();
    const decide = (caseId: string, body: unknown, key?: string) =>
      world.call(
        `${ONE}/cases/{migratingCaseId}/decide`,
        { ...at, migratingCaseId: caseId },
        { body, ...(key && { key }) },
      );
    const asking = await listed(at, { state: 'undecided' });
    const placesOf = (caseId: string): readonly string[] =>
      asking
        .find((one: { caseId: string }) => one.caseId === caseId)
        .questions.map(({ place }: { place: string }) => place);
    const [draft, kept, late] = ['draft', 'resolved', 'open/pre_approval'].map((state) => ids.get(state)!) as [
      string,
      string,
      string,
    ];

    expect((await decide(draft, {})).body).toMatchObject({ code: 'migration.undecided', status: 409 });
    expect((await decide(draft, { drop: placesOf(draft) })).body.state).toBe('pending');
    expect((await decide(kept, { drop: placesOf(kept) })).body.code).toBe('migration.undecided');
    for (const replay of [undefined, 'true']) {
      const { status, body, headers } = await decide(kept, { keepVersion: true }, 'keep');
      expect([status, body.state, headers['idempotency-replayed']]).toEqual([200, 'kept', replay]);
    }
    expect((await decide(kept, {}, 'keep')).body.code).toBe('idempotency.body-differs');
    for (const replay of [undefined, 'true']) {
      const { status, body, headers } = await world.call(`${ONE}/apply`, at, { key: 'apply' });
      expect([status, body.status, headers['idempotency-replayed']]).toEqual([200, 'applying', replay]);
    }
    await world.drain();
    expect((await decide(late, { drop: placesOf(late) })).body.state).toBe('pending');
    await world.drain();

    expect(await read(at)).toMatchObject({ status: 'applied', cases: { applied: 2, kept: 1, pending: 0 } });
    expect((await world.cases.load(draft)).setAside).not.toEqual([]);
    expect((await world.cases.load(late)).playbook.version).toBe(3);
    expect((await world.cases.load(kept)).playbook.version).toBe(2);
    expect((await decide('case_01J8Z3K9P00000000000000000', {})).body.code).toBe('migration.not-found');
  });
});

it('fails at nothing else', () => expect(world.failures.filter((e) => !(e instanceof Error))).toEqual([]));
