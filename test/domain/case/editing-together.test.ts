import { describe, expect, it } from 'vitest';
import type { AnswerValue, Case } from '../../../shared/domain/case/case.ts';
import { StepEditConflict } from '../../../shared/domain/case/guided-refusals.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { AT, anAgent } from '../../support/a-case.ts';
import { asCustomer, created } from '../../support/cases-by-state.ts';

const byAgent = asCustomer({ caller: anAgent({ channel: 'phone' }) });
const save = (case_: Case, answers: Record<string, AnswerValue>, revision?: number, s = asCustomer()) =>
  saveAnswers(case_, { stepId: 'details', answers, ...(revision !== undefined && { revision }) }, s).case;
const conflictsOf = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof StepEditConflict) return error.conflicts;
    throw error;
  }
  return [];
};

/** The customer saw revision 1; the agent has then renamed the company. */
const first = () => save(created(), { legalName: 'Acme', trades: false });
const renamed = () => save(first(), { legalName: 'Acme Limited' }, 1, byAgent);

describe('two people who edit one step', () => {
  it('are told both values of a field that both have changed; the customer not by whom of us', () => {
    expect(conflictsOf(() => save(renamed(), { legalName: 'Acme Ltd' }, 1))).toEqual([
      { field: 'legalName', yours: 'Acme Ltd', theirs: 'Acme Limited', side: 'staff', channel: 'phone', at: AT },
    ]);
  });

  it('are told who it was when they are staff', () => {
    const second = anAgent({ personId: 'agent_cy' });
    const attempt = () => save(renamed(), { legalName: 'Acme Ltd' }, 1, asCustomer({ caller: second }));
    expect(conflictsOf(attempt)).toMatchObject([{ by: 'agent_bo', side: 'staff' }]);
    const customers = save(first(), { legalName: 'Acme plc' }, 1);
    expect(conflictsOf(() => save(customers, { legalName: 'X' }, 0, byAgent))).toMatchObject([
      { by: 'contact_ada', side: 'customer', theirs: 'Acme plc' },
    ]);
  });

  it('merge where they have changed different fields', () => {
    expect(save(renamed(), { trades: true }, 1).answers[0]).toMatchObject({
      values: { legalName: 'Acme Limited', trades: true },
      authors: { legalName: { by: 'agent_bo', revision: 2 }, trades: { by: 'contact_ada', revision: 3 } },
    });
  });

  it('do not conflict when both say the same, or when the second has seen the first', () => {
    expect(save(renamed(), { legalName: 'Acme Limited' }, 1).answers[0]?.revision).toBe(2);
    expect(save(renamed(), { legalName: 'Acme Ltd' }, 2).answers[0]?.values['legalName']).toBe('Acme Ltd');
  });

  it('see that the other has removed an answer', () => {
    const removed = save(first(), { legalName: null }, 1, byAgent);
    expect(conflictsOf(() => save(removed, { legalName: 'Acme Ltd' }, 1))).toMatchObject([{ theirs: null }]);
  });

  it('overwrite each other when they do not say what they saw', () => {
    expect(save(renamed(), { legalName: 'Acme Ltd' }).answers[0]?.values['legalName']).toBe('Acme Ltd');
  });
});
