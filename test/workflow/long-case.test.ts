import { expect, test } from 'vitest';
import { addComment } from '../../shared/domain/case/add-comment.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { aCaller, anAgent } from '../support/a-case.ts';
import { submitted } from '../support/cases-by-state.ts';
import { DrivenCase } from './driven-case.ts';

/** Somebody writes so often that the case is never quiet enough to wait without an execution. */
async function livelyYear(driven: DrivenCase): Promise<readonly string[]> {
  const states: string[] = [];
  for (let day = 1; day <= 365; day += 1) {
    await driven.passDays(1);
    if (day % 10 === 0) await driven.does(aCaller(), (c, s) => addComment(c, {}, s));
    const { n, state } = driven.runs.current!;
    states.push(`${state} ${driven.statusOf(n)}`);
  }
  return states;
}

test('a case of 365 days never lacks a run, outlives the longest execution, and goes on', {
  timeout: 60_000,
}, async () => {
  const driven = new DrivenCase(submitted());
  await driven.signal();
  await driven.settle();
  const states = await livelyYear(driven);
  expect(new Set(states)).toEqual(new Set(['running RUNNING']));
  expect(driven.statusOf(1)).toBe('TIMED_OUT');
  expect(driven.eventsOf(1)).toBeLessThan(1_000);
  expect(driven.runs.current?.n).toBe(2);

  await driven.does(anAgent(), (c, s) => reviewContext(c, { materialVersion: c.materialVersion }, s));
  await driven.does(anAgent(), (c, s) => claimCase(c, {}, s));
  expect(driven.case.status).toBe('open');
  expect(driven.runs.tokens).toMatchObject([{ run: 2, waitKey: driven.plan.waitKey }]);
});
