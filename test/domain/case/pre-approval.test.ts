import { describe, expect, it } from 'vitest';
import { acceptOffer } from '../../../shared/domain/case/accept-offer.ts';
import { claimCase } from '../../../shared/domain/case/claim-case.ts';
import { completePreApproval } from '../../../shared/domain/case/complete-pre-approval.ts';
import { decidePreApproval } from '../../../shared/domain/case/decide-pre-approval.ts';
import { recordPreApproval } from '../../../shared/domain/case/record-pre-approval.ts';
import { reviewContext } from '../../../shared/domain/case/review-context.ts';
import { AT, anAgent, aPlaybook, aSupervisor } from '../../support/a-case.ts';
import {
  asAgent,
  asSupervisor,
  asSystem,
  claimed,
  offered,
  played,
  type Step,
  submitted,
  withoutApproval,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const reviewedBy: Step = (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent());
const COMPLETION = { customerConfirmed: true, customerRecord: { kind: 'matched', partyId: 'account_acme' } } as const;
const unrecorded = () => withoutApproval(claimed());
const approved = () => played(claimed(), (c) => decidePreApproval(c, { approval: 'approved' }, asSupervisor()));

describe('pre-approval', () => {
  it.each([
    ['a claim', () => claimCase(played(submitted(), reviewedBy), {}, asAgent())],
    ['an accepted offer', () => acceptOffer(offered(), {}, asAgent())],
  ])('is asked for in the event of %s', (_, takeOver) => {
    const { case: case_, facts } = takeOver();
    expect(case_.preApproval).toEqual({ approval: 'requested', recordedAt: AT, recordedBy: 'agent_bo' });
    expect(facts.map(({ type }) => type)).toEqual(['case.assigned', 'case.stage_completed', 'case.approval_recorded']);
    expect(recordPreApproval(case_, {}, asSystem()).case).toBe(case_);
  });

  it('is asked for by the workflow where no record was made, and the record is made once', () => {
    const { case: case_, facts } = recordPreApproval(unrecorded(), {}, asSystem());
    expect(case_.preApproval).toEqual({ approval: 'requested', recordedAt: AT, recordedBy: 'system:workflow' });
    expect(facts).toEqual([{ type: 'case.approval_recorded', approval: 'requested' }]);
    expect(recordPreApproval(case_, {}, asSystem()).case).toBe(case_);
  });

  it('is expressly not required where the playbook says so', () => {
    const s = asSystem({ playbook: aPlaybook({ preApproval: 'not_required' }) });
    expect(recordPreApproval(unrecorded(), {}, s).case.preApproval?.approval).toBe('not_required');
  });

  it('is never given by default: without a record it cannot be completed', () => {
    expect(codeOf(() => completePreApproval(unrecorded(), COMPLETION, asAgent()))).toBe('approval.pending');
    expect(codeOf(() => completePreApproval(claimed(), COMPLETION, asAgent()))).toBe('approval.pending');
  });

  it('is decided by somebody who neither owns nor opened the case', () => {
    const decide =
      (caller = aSupervisor()) =>
      () =>
        decidePreApproval(claimed(), { approval: 'approved' }, asSupervisor({ caller }));
    expect(codeOf(decide())).toBe('accepted');
    expect(codeOf(decide(aSupervisor({ personId: 'agent_bo' })))).toBe('approval.decider-not-independent');
    expect(codeOf(decide(aSupervisor({ personId: 'contact_ada' })))).toBe('approval.decider-not-independent');
  });

  it('is rejected with a reason, and can be decided anew', () => {
    expect(problemsOf(() => decidePreApproval(claimed(), { approval: 'rejected' }, asSupervisor()))).toEqual([
      '/reason text.blank',
    ]);
    const s = asSupervisor();
    const rejected = decidePreApproval(claimed(), { approval: 'rejected', reason: 'Too thin' }, s).case;
    expect(rejected.preApproval).toMatchObject({ approval: 'rejected', reason: 'Too thin', recordedBy: 'agent_sue' });
    expect(codeOf(() => completePreApproval(rejected, COMPLETION, asAgent()))).toBe('approval.pending');
    const approvedAfterAll = decidePreApproval(rejected, { approval: 'approved' }, s).case;
    expect(approvedAfterAll.preApproval).toEqual({ approval: 'approved', recordedAt: AT, recordedBy: 'agent_sue' });
  });

  it('is decided once it was asked for, and not again once it was given', () => {
    const act = (case_ = unrecorded()) => decidePreApproval(case_, { approval: 'approved' }, asSupervisor());
    expect(codeOf(() => act())).toBe('approval.not-open');
    expect(codeOf(() => act(approved()))).toBe('approval.not-open');
  });

  it('is completed by the confirmed information and the customer record, which begins data capture', () => {
    const { case: case_, facts } = completePreApproval(approved(), COMPLETION, asAgent());
    expect(case_).toMatchObject({ status: 'open', stage: 'data_capture' });
    expect(case_.preApproval).toMatchObject({
      approval: 'approved',
      customerConfirmed: { by: 'agent_bo', at: AT, materialVersion: 3 },
      customerRecord: { kind: 'matched', partyId: 'account_acme', by: 'agent_bo', at: AT },
      completedAt: AT,
    });
    expect(case_.stages.at(-1)).toEqual({ stage: 'data_capture', enteredAt: AT, dueAt: '2026-03-10T09:00:00.000Z' });
    expect(facts).toEqual([{ type: 'case.stage_completed', stage: 'pre_approval' }]);
  });

  it('names every record that is missing', () => {
    const act = () => completePreApproval(approved(), { customerConfirmed: false }, asAgent({ caller: anAgent() }));
    expect(codeOf(act)).toBe('case.incomplete');
    expect(problemsOf(act)).toEqual([
      '/customerConfirmed approval.customer-not-confirmed',
      '/customerRecord approval.no-customer-record',
    ]);
  });
});
