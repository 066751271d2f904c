import { describe, expect, test } from 'vitest';
import { projectRows } from '../../../functions/parties/project-rows.ts';
import { addMember } from '../../../shared/domain/case/add-member.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { handOver } from '../../../shared/domain/case/hand-over.ts';
import { removeMember } from '../../../shared/domain/case/remove-member.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { AT, anAgent, aPlaybook } from '../../support/a-case.ts';
import { asAgent, asCustomer, created, DIRECTOR, filled, submitted } from '../../support/cases-by-state.ts';

const rowsOf = (case_: Case) => projectRows(case_, aPlaybook(), AT, []);
const rowOf = (case_: Case, partyId = 'contact_ada') => rowsOf(case_).find((row) => row.partyId === partyId)?.row;

describe('the row of a draft', () => {
  test('opens at the first step that is not finished', () => {
    expect(rowOf(created())).toMatchObject({ resumeStepId: 'details', progress: { index: 1, total: 9 } });
    const case_ = filled();
    expect(rowOf(case_)).toMatchObject({
      resumeStepId: 'papers',
      resumeHref: `/v1/cases/${case_.caseId}/steps/papers`,
      progress: { index: 3, total: 9 },
    });
  });

  test('tells nothing of the kind once it is handed in', () => {
    const row = rowOf(submitted());
    expect(row).not.toHaveProperty('resumeStepId');
    expect(row).not.toHaveProperty('progress');
  });
});

describe('a draft that an agent opened for a customer', () => {
  const opened: Case = { ...created(), openedBy: 'agent_bo', onBehalfOf: 'contact_ada' };

  test('is among the drafts of both, who hand it to each other with every answer kept', () => {
    expect(rowsOf(opened).map(({ partyId, list }) => [partyId, list])).toEqual([
      ['contact_ada', 'drafts'],
      ['account_acme', 'drafts'],
      ['agent_bo', 'drafts'],
    ]);
    const save = (case_: Case, answers: Record<string, string | boolean>, s = asAgent()) =>
      saveAnswers(case_, { stepId: 'details', answers }, s).case;
    const begun = save(opened, { legalName: 'Acme Ltd' });
    const toCustomer = handOver(begun, { to: 'customer' }, asAgent());
    const goneOn = save(toCustomer.case, { trades: false }, asCustomer());
    const back = handOver(goneOn, { to: 'staff' }, asCustomer());
    const finished = save(back.case, { trades: true }, asAgent({ caller: anAgent({ channel: 'phone' }) }));
    expect([toCustomer.facts[0], back.facts[0]]).toEqual([
      { type: 'case.handed_over', to: 'customer' },
      { type: 'case.handed_over', to: 'staff' },
    ]);
    expect(finished.answers[0]).toMatchObject({
      values: { legalName: 'Acme Ltd', trades: true },
      authors: { legalName: { by: 'agent_bo' }, trades: { by: 'agent_bo', channel: 'phone' } },
    });
    expect(rowOf(finished, 'agent_bo')?.resumeStepId).toBe('details');
  });
});

test('a member who leaves is named by the event, so that their row is hidden', () => {
  const joined = addMember(created(), { ...DIRECTOR, personId: 'contact_eve' }, asCustomer()).case;
  const memberId = joined.members[0]?.memberId ?? '';
  const left = removeMember(joined, { memberId }, asCustomer());
  expect(left.facts[0]).toMatchObject({ type: 'case.member_removed', personId: 'contact_eve' });
  const rows = projectRows(left.case, aPlaybook(), AT, ['contact_eve']);
  expect(rows).toContainEqual({ partyId: 'contact_eve', actionNeeded: false });
});
