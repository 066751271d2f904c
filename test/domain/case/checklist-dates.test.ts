import { describe, expect, it } from 'vitest';
import { acceptDocument } from '../../../shared/domain/case/accept-document.ts';
import type { Case, CaseDocument } from '../../../shared/domain/case/case.ts';
import { closeCase } from '../../../shared/domain/case/close-case.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { reopenCase } from '../../../shared/domain/case/reopen-case.ts';
import { withdrawCase } from '../../../shared/domain/case/withdraw-case.ts';
import { requirementsOf } from '../../../shared/domain/requirements/requirements-of.ts';
import { verificationFindings } from '../../../shared/domain/requirements/verification-findings.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { AT, aCase, aPlaybook } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import { accepted, asAgent, asCustomer, asSupervisor, asSystem } from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';
import { document } from '../playbook/sample-cases.ts';

const EXTRACT = document('doc_1', 'registration');
const capturing = (overrides: Partial<Case> = {}) =>
  aCase({
    status: 'open',
    stage: 'data_capture',
    submittedAt: AT,
    assignee: 'agent_bo',
    documents: [EXTRACT],
    ...overrides,
  });
const acceptUntil = (expiresDate: string, playbook = aPlaybook()) =>
  acceptDocument(capturing(), { documentId: 'doc_1', expiresDate }, asAgent({ playbook })).case;
const dueAt = ({ timers }: Case) => timers.map(({ dueAt }) => dueAt);
function pass(case_: Case, at: string) {
  const timer = case_.timers.find(({ kind }) => kind === 'checklist_date');
  return fireTimer(case_, timer!, asSystem({ at }));
}
const LEAD = '2026-05-02T00:00:00.000Z';
const AFTER = '2026-06-02T00:00:00.000Z';

describe('an accepted document with a last valid day', () => {
  it('is looked at 30 days before, or as many as the playbook says', () => {
    expect(dueAt(acceptUntil('2026-06-01'))).toEqual([LEAD]);
    expect(dueAt(acceptUntil('2026-06-01', aLenientPlaybook({ expiryLeadDays: 7 })))).toEqual([
      '2026-05-25T00:00:00.000Z',
    ]);
    expect(dueAt(acceptDocument(capturing(), { documentId: 'doc_1' }, asAgent()).case)).toEqual([]);
  });

  it('is announced as expiring, once, and its requirement says so while it is still met', () => {
    const { case: case_, facts } = pass(acceptUntil('2026-06-01'), LEAD);
    expect(facts).toEqual([{ type: 'document.expiring', requirementIds: ['registration'] }]);
    expect(case_).toMatchObject({ needsAttention: false, documents: [{ expiryTold: 'expiring' }] });
    expect(dueAt(case_)).toEqual([AFTER]);
    const [requirement] = requirementsOf(case_, aPlaybook(), LEAD);
    expect(requirement).toMatchObject({
      status: 'accepted',
      dueClass: 'none',
      expiresDate: '2026-06-01',
      expiring: true,
    });
    expect(requirementsOf(case_, aPlaybook(), '2026-05-01T23:59:59.999Z')[0]).not.toHaveProperty('expiring');
  });

  it('is owed again from the day after', () => {
    const told = pass(acceptUntil('2026-06-01'), LEAD).case;
    const { case: case_, facts } = pass(told, AFTER);
    expect(facts).toEqual([{ type: 'document.expired', requirementIds: ['registration'] }]);
    expect(case_).toMatchObject({ needsAttention: true, timers: [] });
    const [owed] = requirementsOf(case_, aPlaybook(), AFTER);
    expect(owed).toMatchObject({ status: 'expired', dueClass: 'currently_due', reason: 'expired' });
  });

  it('is told of at once when it is accepted near its end', () => {
    const late = acceptUntil('2026-03-10');
    expect(dueAt(late)).toEqual(['2026-02-08T00:00:00.000Z']);
    expect(pass(late, AT).facts).toMatchObject([{ type: 'document.expiring' }]);
  });

  it('is no news when a newer one has been accepted', () => {
    const newer: CaseDocument = {
      ...EXTRACT,
      documentId: 'doc_2',
      sha256: 'other',
      uploadedAt: '2026-04-01T09:00:00.000Z',
    };
    const before = acceptUntil('2026-06-01');
    const both = { ...before, documents: [...before.documents, newer] };
    const replaced = acceptDocument(both, { documentId: 'doc_2', expiresDate: '2030-01-31' }, asAgent()).case;
    const { case: case_, facts } = pass(replaced, LEAD);
    expect(facts).toEqual([{ type: 'checklist.date_passed' }]);
    expect(dueAt(case_)).toEqual([AFTER]);
  });

  it('is among the findings of a verification while it runs out', () => {
    const case_ = acceptUntil('2026-06-01');
    const [before, then] = [AT, LEAD].map((at) => verificationFindings(case_, aPlaybook(), at));
    expect([before?.expiring, then?.expiring]).toEqual([[], ['registration']]);
    expect(before?.digest).not.toBe(then?.digest);
  });
});

describe('a case that ends', () => {
  const watched = () => {
    const open = accepted();
    const documents = open.documents.map((one) => ({ ...one, expiresDate: '2027-01-31' }));
    const timers = [
      { timerId: 'checklist_date', kind: 'checklist_date', dueAt: '2027-01-01T00:00:00.000Z', generation: 1 },
    ] as const;
    return { ...open, documents, timers };
  };
  const close = (case_: Case, at = AT) =>
    closeCase(case_, { resolutionCode: 'offer_account', resolutionNotes: 'Done.' }, asAgent({ at }));

  it('with an accepted customer goes on watching what runs out', () => {
    const { case: case_ } = close(watched());
    expect(dueAt(case_)).toEqual(['2027-01-01T00:00:00.000Z']);
    expect(pass(case_, '2027-01-01T00:00:00.000Z').facts).toMatchObject([{ type: 'document.expiring' }]);
  });

  it('otherwise watches nothing, until it is reopened', () => {
    const withdrawn = withdrawCase(
      { ...watched(), status: 'review_complete', proposals: [] },
      { reason: 'x' },
      asCustomer(),
    ).case;
    expect(withdrawn.timers).toEqual([]);
    expect(dueAt(reopenCase(withdrawn, { reason: 'x' }, asSupervisor()).case)).toEqual(['2027-01-01T00:00:00.000Z']);
  });

  it('is not closed while something is owed again', () => {
    const late = '2027-02-01T09:00:00.000Z';
    expect(codeOf(() => close(watched(), late))).toBe('case.incomplete');
    expect(problemsOf(() => close(watched(), late))).toContain('/requirements/registration requirement.expired');
  });

  it('waits for its owner instead of closing by itself on acceptance', () => {
    const playbook = aPlaybook({ closeOnAccept: true });
    expect(planNext(watched(), playbook, AT).kind).toBe('close_case');
    expect(planNext(watched(), playbook, '2027-02-01T09:00:00.000Z').items[0]?.item).toBe('close');
  });
});
