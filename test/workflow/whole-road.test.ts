import { expect, test } from 'vitest';
import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import { adjudicateCheck } from '../../shared/domain/case/adjudicate-check.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import { aCaller, anAgent, aPlaybook, aSupervisor, aSystem } from '../support/a-case.ts';
import { PROPOSAL, prove, requirementIds, submitted, unrecorded } from '../support/cases-by-state.ts';
import { CASE_ID, DrivenCase } from './driven-case.ts';

const report = (checkId: string, result: 'clear' | 'consider') => ({
  checkId,
  attempt: 1,
  providerEventId: `event of ${checkId}`,
  occurredAt: '2026-03-03T10:00:00.000Z',
  status: 'complete' as const,
  result,
  reasons: [],
});

test('the synthesised machine takes a case through every instruction, from submission to its end', async () => {
  const driven = new DrivenCase(submitted(), { playbook: aPlaybook({ closeOnAccept: true }) });
  await driven.signal();
  await driven.settle();
  expect(driven.runs.tokens).toMatchObject([{ run: 1, item: 'agent' }]);

  await driven.does(anAgent(), (c, s) => reviewContext(c, { materialVersion: c.materialVersion }, s));
  await driven.does(anAgent(), (c, s) => unrecorded(claimCase(c, {}, s)));
  expect(driven.case.preApproval).toMatchObject({ approval: 'requested' });
  await driven.does(aSupervisor(), (c, s) => decidePreApproval(c, { approval: 'approved' }, s));
  const customerRecord = { kind: 'matched', partyId: 'account_acme' } as const;
  await driven.does(anAgent(), (c, s) => completePreApproval(c, { customerConfirmed: true, customerRecord }, s));
  expect(driven.case.verification?.missing).toContain('registration');
  expect(driven.runs.tokens).toMatchObject([{ item: 'customer' }]);

  driven.cases.overwrite(requirementIds(driven.case).reduce(prove, driven.case));
  await driven.signal();
  await driven.settle();
  expect(driven.case.verification).toMatchObject({ number: 2, missing: [] });

  await driven.does(anAgent(), (c, s) => submitForReview(c, {}, s));
  expect(driven.runs.tokens.map(({ item }) => item).toSorted()).toEqual(['background', 'credit']);
  await driven.does(aSystem(), (c, s) => recordCheckResult(c, report('credit', 'clear'), s));
  expect(driven.runs.tokens.map(({ item }) => item)).toEqual(['background']);
  await driven.does(aSystem(), (c, s) => recordCheckResult(c, report('background', 'consider'), s));
  expect(driven.case.status).toBe('under_review');
  const judgement = { checkId: 'background', verdict: 'false_positive', note: 'Namesake' } as const;
  await driven.does(anAgent(), (c, s) => adjudicateCheck(c, judgement, s));
  expect(driven.case.status).toBe('review_complete');

  await driven.does(anAgent(), (c, s) => makeProposal(c, PROPOSAL, s));
  await driven.does(aCaller(), (c, s) => acceptProposal(c, { number: 1 }, s));
  expect(driven.case).toMatchObject({ status: 'closed', outcome: 'accepted' });
  expect(driven.statusOf(1)).toBe('SUCCEEDED');
  expect(driven.runs.current).toMatchObject({ caseId: CASE_ID, n: 1, state: 'parked' });
  expect(driven.runs.tokens).toEqual([]);
  expect(worked(driven.visited(1))).toEqual([
    'Await agent',
    'Pre-approve',
    'Await agent',
    'Await agent',
    'Verify checklist',
    'Await customer',
    'Verify checklist',
    'Await agent',
    'Run checks',
    'Await check',
    'Await check',
    'Await agent',
    'Complete review',
    'Await agent',
    'Await customer',
    'Close case',
    'Finished',
  ]);
});

const worked = (visited: readonly string[]) =>
  visited.filter((name) => !['Bind case', 'Plan next', 'Which instruction?'].includes(name));
