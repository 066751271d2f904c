import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision } from '../../shared/domain/case/decision.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import {
  type SystemCommandDeps,
  type SystemCommandSpec,
  systemCaller,
  systemCommand,
} from '../../shared/events/system-command.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { StaleCase } from '../../shared/store/errors.ts';
import { aChange, aCreation, testChance } from '../store/a-change.ts';
import { AT, aPlaybook } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';

let dynoxide: Dynoxide;
let deps: SystemCommandDeps;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());
beforeEach(async () => {
  const options = { shardCount: 1, now: () => AT, ...testChance() };
  const cases = dynamoCaseStore(dynoxide.client, await dynoxide.createTable(), options);
  await cases.commit(aCreation());
  deps = { cases, playbookOf: async () => aPlaybook(), now: () => AT, newId: (prefix) => `${prefix}_1` };
});

const count = (case_: Case): Decision => ({
  case: { ...case_, declines: case_.declines + 1, version: case_.version + 1 },
  facts: [{ type: 'case.offer_expired' }],
});
const nothing = (case_: Case): Decision => ({ case: case_, facts: [] });

const aSpec = (overrides: Partial<SystemCommandSpec> = {}): SystemCommandSpec => ({
  caseId: 'case_1',
  causation: { eventId: 'evt_1_1', correlationId: 'request-1' },
  consumer: 'timers',
  caller: systemCaller('timers'),
  decide: count,
  ...overrides,
});

const stored = () => deps.cases.load('case_1');

test('an event has its effect once, however often it is delivered', async () => {
  const outcomes = [];
  for (let delivery = 0; delivery < 3; delivery += 1) outcomes.push((await systemCommand(deps, aSpec())).outcome);
  expect(outcomes).toEqual(['changed', 'repeated', 'repeated']);
  expect(await stored()).toMatchObject({ declines: 1, version: 2 });
});

test('an event delivered ten times at once has its effect once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => systemCommand(deps, aSpec())));
  expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
  expect(await stored()).toMatchObject({ declines: 1, version: 2 });
});

test('an event that changes nothing is remembered', async () => {
  expect(await systemCommand(deps, aSpec({ decide: nothing }))).toMatchObject({ outcome: 'unchanged' });
  expect(await systemCommand(deps, aSpec())).toEqual({ outcome: 'repeated' });
  expect(await stored()).toMatchObject({ declines: 0, version: 1 });
});

test('a timer that is not due yet is not remembered, so that it can fire later', async () => {
  const { consumer: _, ...timer } = aSpec({ decide: nothing });
  expect(await systemCommand(deps, timer)).toMatchObject({ outcome: 'unchanged' });
  expect(await systemCommand(deps, { ...timer, decide: count })).toMatchObject({ outcome: 'changed' });
});

test('what the system does says who it is and what made it act', async () => {
  const events: unknown[] = [];
  const cases: SystemCommandDeps['cases'] = {
    ...deps.cases,
    commit: async (change) => {
      const committed = await deps.cases.commit(change);
      events.push(committed.event);
      return committed;
    },
  };
  await systemCommand({ ...deps, cases }, aSpec());
  expect(events).toMatchObject([
    { actor: { personId: 'system:timers', kind: 'system' }, correlationId: 'request-1', causationId: 'evt_1_1' },
  ]);
});

test('a lost race is decided again, up to six times', async () => {
  const racing = (races: number): SystemCommandDeps => {
    let lost = 0;
    const load = async (caseId: string) => {
      const case_ = await deps.cases.load(caseId);
      if (lost < races) await deps.cases.commit(aChange(case_, { declines: case_.declines + 10 }));
      lost += 1;
      return case_;
    };
    return { ...deps, cases: { ...deps.cases, load } };
  };
  expect(await systemCommand(racing(5), aSpec())).toMatchObject({ outcome: 'changed', case: { declines: 51 } });
  await expect(systemCommand(racing(6), aSpec({ consumer: 'other' }))).rejects.toThrow(StaleCase);
});

test('a case that is not there, and an event without an id, are errors', async () => {
  await expect(systemCommand(deps, aSpec({ caseId: 'case_9' }))).rejects.toThrow(CaseNotFound);
  const nameless = aSpec({ causation: { correlationId: 'request-1' } });
  await expect(systemCommand(deps, nameless)).rejects.toThrow('timers names no event to remember');
});
