import { describe, expect, test } from 'vitest';
import { addComment } from '../../shared/domain/case/add-comment.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import { instruct } from '../../shared/domain/workflow/instruction.ts';
import { aCaller, anAgent } from '../support/a-case.ts';
import { asAgent, awaitingInfo, played, proposed, submitted, underReview } from '../support/cases-by-state.ts';
import { DrivenCase } from './driven-case.ts';

/** Reviewed by the agent, who can take it at any moment. */
const ready = (): Case =>
  played(submitted(), (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent()));

async function begun(...given: ConstructorParameters<typeof DrivenCase>): Promise<DrivenCase> {
  const driven = new DrivenCase(...given);
  await driven.signal();
  await driven.settle();
  return driven;
}

/** How often the first run has begun to wait for an agent. */
const waits = (driven: DrivenCase): number => driven.visited(1).filter((name) => name === 'Await agent').length;

describe('no change is lost', () => {
  test('that comes, and is signalled, before the token of the wait is kept', async () => {
    const driven = await begun(ready(), {
      beforeFirstKeep: async (early) => {
        await early.commits(anAgent(), (c, s) => claimCase(c, {}, s));
        await early.signal();
      },
    });
    expect(driven.plan.items).toMatchObject([{ item: 'decide_pre_approval' }]);
    expect(driven.runs.tokens).toMatchObject([{ waitKey: driven.plan.waitKey }]);
  });

  test('whose signal never comes, once the wait begins', async () => {
    const driven = await begun(ready(), {
      beforeFirstKeep: (early) => early.commits(anAgent(), (c, s) => claimCase(c, {}, s)),
    });
    expect(waits(driven)).toBe(2);
    expect(driven.runs.tokens).toMatchObject([{ waitKey: driven.plan.waitKey }]);
  });

  test('whose signal comes twice and late', async () => {
    const driven = await begun(ready());
    await driven.does(anAgent(), (c, s) => claimCase(c, {}, s));
    await driven.signal();
    await driven.signal();
    await driven.settle();
    expect(waits(driven)).toBe(2);
    expect(driven.runs.tokens).toHaveLength(1);
  });
});

describe('a long wait', () => {
  test('ends the execution, and the next event begins another one', async () => {
    const driven = await begun(ready());
    await driven.passDays(15);
    expect(driven.visited(1).at(-1)).toBe('Parked');
    expect(driven.runs.current).toMatchObject({ n: 1, state: 'parked' });
    await driven.passDays(20);
    expect(driven.runs.current).toMatchObject({ n: 1, state: 'parked' });

    await driven.does(anAgent(), (c, s) => claimCase(c, {}, s));
    expect(driven.runs.current).toMatchObject({ n: 2, state: 'running' });
    expect(driven.visited(2).at(-1)).toBe('Await agent');
    expect(driven.runs.tokens).toMatchObject([{ run: 2, waitKey: driven.plan.waitKey }]);
  });

  test('that nothing changes for is not woken by a signal', async () => {
    const driven = await begun(ready());
    await driven.passDays(15);
    await driven.does(aCaller(), (c, s) => addComment(c, {}, s));
    expect(driven.runs.current).toMatchObject({ n: 1, state: 'parked' });
  });
});

describe('every wait ends in time', () => {
  test('that for an agent: the plan is made again', async () => {
    const driven = await begun(submitted());
    await driven.machine.advance(14 * 86_400_000 + 1);
    expect(driven.visited(1).slice(-3)).toEqual(['Plan next', 'Which instruction?', 'Parked']);
  });

  test('that for a customer: the deadline of the proposal lapses it', async () => {
    const driven = await begun(proposed());
    expect(driven.visited(1)).toContain('Await customer');
    await driven.passDays(15);
    expect(driven.case).toMatchObject({ status: 'closed', outcome: 'lapsed' });
    expect(driven.statusOf(1)).toBe('SUCCEEDED');
  });

  test('that for a customer who was asked: the deadline makes it a task for staff', async () => {
    const driven = await begun(awaitingInfo());
    await driven.passDays(30);
    expect(driven.case).toMatchObject({ status: 'awaiting_info', needsAttention: true });
    expect(driven.runs.current?.state).toBe('parked');
  });

  test('that for a check: it times out like any other result, each check by itself', async () => {
    const driven = await begun(underReview());
    expect(driven.case.checks.map(({ status }) => status)).toEqual(['requested', 'requested']);
    await driven.passDays(1);
    const statuses = () => Object.fromEntries(driven.case.checks.map(({ checkId, status }) => [checkId, status]));
    expect(statuses()).toEqual({ background: 'requested', credit: 'timed_out' });
    await driven.passDays(1);
    expect(statuses()).toEqual({ background: 'timed_out', credit: 'timed_out' });
    expect(driven.plan).toMatchObject({ kind: 'await_agent', items: [{ item: 'check_failure' }] });
    expect(driven.visited(1).filter((name) => name === 'Check timed out')).toHaveLength(2);
  });
});

describe('one run at a time', () => {
  test('an execution that another run has taken over from ends without a word', async () => {
    const driven = await begun(ready());
    driven.runs.current = { ...driven.runs.current!, n: 2, state: 'running' };
    await driven.does(anAgent(), (c, s) => claimCase(c, {}, s));
    expect(driven.visited(1).at(-1)).toBe('Superseded');
    expect(waits(driven)).toBe(1);
  });

  test('an execution that died is replaced by the sweep', async () => {
    const driven = await begun(ready());
    const failure = { error: 'Operator', cause: 'stopped by hand' };
    await driven.machine.states.stopExecution(driven.arnOf(1), failure);
    await driven.passDays(2);
    expect(driven.runs.current).toMatchObject({ n: 2, state: 'running' });
    expect(driven.statusOf(2)).toBe('RUNNING');
  });

  test('the end of a case ends its run and all of its waits', async () => {
    const driven = await begun(underReview());
    expect(driven.runs.tokens).toHaveLength(2);
    await driven.does(aCaller(), (c, s) => withdrawCase(c, { reason: 'No longer' }, s));
    expect(driven.runs.tokens).toEqual([]);
    expect(driven.statusOf(1)).toBe('SUCCEEDED');
  });

  test('a run that has planned 200 times hands over to the next before its history is full', async () => {
    let turn = 0;
    const planOf = () => instruct('await_agent', [{ item: `turn ${turn}`, timeoutSeconds: 3600 }]);
    const driven = await begun(submitted(), { planOf });
    for (turn = 1; turn < 205; turn += 1) {
      await driven.signal();
      await driven.settle();
    }
    expect(driven.visited(1).filter((name) => name === 'Plan next')).toHaveLength(201);
    expect(driven.statusOf(1)).toBe('SUCCEEDED');
    expect(driven.eventsOf(1)).toBeLessThan(25_000);
    await driven.sweep();
    expect(driven.runs.current).toMatchObject({ n: 2, state: 'running' });
    expect(driven.runs.tokens).toMatchObject([{ run: 2 }]);
  });
});
