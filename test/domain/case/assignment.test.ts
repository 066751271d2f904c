import { describe, expect, it } from 'vitest';
import { acceptOffer } from '../../../shared/domain/case/accept-offer.ts';
import { claimCase } from '../../../shared/domain/case/claim-case.ts';
import { declineOffer } from '../../../shared/domain/case/decline-offer.ts';
import { fireTimer } from '../../../shared/domain/case/fire-timer.ts';
import { offerCase } from '../../../shared/domain/case/offer-case.ts';
import { reviewContext } from '../../../shared/domain/case/review-context.ts';
import { AT, anAgent } from '../../support/a-case.ts';
import {
  asAgent,
  asCustomer,
  asSupervisor,
  asSystem,
  claimed,
  offered,
  played,
  submitted,
  upload,
} from '../../support/cases-by-state.ts';
import { codeOf, problemsOf, refusalOf } from '../../support/code-of.ts';

const cy = anAgent({ personId: 'agent_cy' });
const reviewed = () => played(submitted(), (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent()));

describe('reviewing the context', () => {
  it('leaves one receipt of each agent, for the case as it stands', () => {
    const { case: case_, facts } = reviewContext(submitted(), { materialVersion: 3 }, asAgent());
    const sections = ['summary', 'parties', 'documents', 'checks', 'communications'];
    expect(case_.receipts).toMatchObject([{ by: 'agent_bo', at: AT, materialVersion: 3, sections }]);
    expect(facts).toMatchObject([{ type: 'case.context_reviewed', materialVersion: 3, sections }]);
    const again = reviewContext(case_, { materialVersion: 3 }, asAgent());
    expect(again.case).toBe(case_);
    const second = reviewContext(case_, { materialVersion: 3 }, asAgent({ caller: cy })).case;
    expect(second.receipts.map(({ by }) => by)).toEqual(['agent_bo', 'agent_cy']);
  });

  it('refuses another version than the current one', () => {
    expect(codeOf(() => reviewContext(submitted(), { materialVersion: 2 }, asAgent()))).toBe('case.review-outdated');
  });

  it('is invisible to customers', () => {
    const before = submitted();
    expect(reviewContext(before, { materialVersion: 3 }, asAgent()).case.customerVersion).toBe(before.customerVersion);
  });
});

describe('claiming', () => {
  it('makes the agent the owner and moves the case to pre-approval with a due date', () => {
    const { case: case_, facts } = claimCase(reviewed(), {}, asAgent());
    expect(case_).toMatchObject({
      status: 'open',
      stage: 'pre_approval',
      assignee: 'agent_bo',
      assignedAt: AT,
      stages: [
        { stage: 'initiate', completedAt: AT },
        { stage: 'pre_approval', enteredAt: AT, dueAt: '2026-03-06T09:00:00.000Z' },
      ],
    });
    expect(facts).toMatchObject([
      { type: 'case.assigned', assignee: 'agent_bo', group: 'onboarding' },
      { type: 'case.stage_completed', stage: 'initiate' },
      { type: 'case.approval_recorded', approval: 'requested' },
    ]);
  });

  it('needs a review of the case as it stands', () => {
    expect(refusalOf(() => claimCase(submitted(), {}, asAgent()))).toMatchObject({
      code: 'case.context-review-required',
      facts: { materialVersion: 3 },
    });
    const { materialVersion } = submitted();
    const partly = reviewContext(submitted(), { materialVersion, sections: ['summary'] }, asAgent()).case;
    expect(codeOf(() => claimCase(partly, {}, asAgent()))).toBe('case.context-review-required');
    const others = reviewContext(submitted(), { materialVersion }, asAgent({ caller: cy })).case;
    expect(codeOf(() => claimCase(others, {}, asAgent()))).toBe('case.context-review-required');
  });

  it('needs a new review after a material change, and not after any other', () => {
    const touched = upload(reviewed());
    expect(codeOf(() => claimCase(touched, {}, asAgent()))).toBe('accepted');
    const materially = { ...reviewed(), materialVersion: 4 };
    expect(codeOf(() => claimCase(materially, {}, asAgent()))).toBe('case.context-review-required');
  });

  it('has one winner', () => {
    expect(refusalOf(() => claimCase(claimed(), {}, asAgent({ caller: cy })))).toMatchObject({
      code: 'case.already-claimed',
      facts: { by: 'agent_bo' },
    });
    expect(codeOf(() => claimCase(claimed(), {}, asAgent()))).toBe('case.already-claimed');
  });

  it('is for members of the group only', () => {
    const stranger = anAgent({ groups: ['complaints'] });
    expect(codeOf(() => claimCase(reviewed(), {}, asAgent({ caller: stranger })))).toBe('case.assignee-not-in-group');
  });

  it('leaves a case alone that is on offer to somebody else', () => {
    const s = asSupervisor();
    const offeredToCy = offerCase(reviewed(), { assignee: 'agent_cy', assigneeGroups: ['onboarding'] }, s).case;
    expect(codeOf(() => claimCase(offeredToCy, {}, asAgent()))).toBe('case.already-claimed');
    const offeredToBo = offerCase(reviewed(), { assignee: 'agent_bo', assigneeGroups: ['onboarding'] }, s).case;
    expect(claimCase(offeredToBo, {}, asAgent()).case).toMatchObject({ assignee: 'agent_bo', timers: [] });
  });
});

describe('an offer', () => {
  it('gives the agent the hours of the playbook', () => {
    const { case: case_, facts } = offerCase(
      submitted(),
      { assignee: 'agent_cy', assigneeGroups: ['onboarding'], reason: 'Knows them' },
      asSupervisor(),
    );
    const expiresAt = '2026-03-03T13:00:00.000Z';
    expect(case_.status).toBe('new');
    expect(case_.offer).toEqual({
      assignee: 'agent_cy',
      offeredBy: 'agent_sue',
      offeredAt: AT,
      expiresAt,
      reason: 'Knows them',
    });
    expect(case_.timers).toEqual([
      { timerId: 'offer_expiry', kind: 'offer_expiry', dueAt: expiresAt, generation: case_.version },
    ]);
    expect(facts).toEqual([{ type: 'case.offered', group: 'onboarding', assignee: 'agent_cy', expiresAt }]);
  });

  it('can go to another group, whose members only can be asked', () => {
    const { case: case_ } = offerCase(submitted(), { group: 'vip' }, asSupervisor());
    expect(case_).toMatchObject({ group: 'vip', status: 'new' });
    const ask = { group: 'vip', assignee: 'agent_cy', assigneeGroups: ['onboarding'] };
    expect(codeOf(() => offerCase(submitted(), ask, asSupervisor()))).toBe('case.assignee-not-in-group');
  });

  it('has to name somebody', () => {
    expect(problemsOf(() => offerCase(submitted(), {}, asSupervisor()))).toEqual(['/assignee offer.nobody-named']);
  });

  it('to the own group takes an open offer back, and otherwise changes nothing', () => {
    const case_ = submitted();
    expect(offerCase(case_, { group: 'onboarding' }, asSupervisor()).case).toBe(case_);
    const back = offerCase(offered(), { group: 'onboarding' }, asSupervisor()).case;
    expect(back).not.toHaveProperty('offer');
    expect(back.timers).toEqual([]);
  });

  it('is accepted by who was asked, in time, after the review', () => {
    const { case: case_ } = acceptOffer(offered(), {}, asAgent());
    expect(case_).toMatchObject({ status: 'open', stage: 'pre_approval', assignee: 'agent_bo', timers: [] });
    expect(case_).not.toHaveProperty('offer');
    expect(codeOf(() => acceptOffer(offered(), {}, asAgent({ caller: cy })))).toBe('offer.not-open');
    const late = asAgent({ at: '2026-03-03T13:00:00.000Z' });
    expect(codeOf(() => acceptOffer(offered(), {}, late))).toBe('offer.not-open');
  });

  it('is declined with a reason, and counted', () => {
    const { case: case_, facts } = declineOffer(offered(), { reason: 'On leave' }, asAgent());
    expect(case_).toMatchObject({ status: 'new', declines: 1, timers: [] });
    expect(case_).not.toHaveProperty('offer');
    expect(facts).toEqual([{ type: 'case.offer_declined', assignee: 'agent_bo', declines: 1 }]);
    expect(problemsOf(() => declineOffer(offered(), { reason: ' ' }, asAgent()))).toEqual(['/reason text.blank']);
    expect(codeOf(() => declineOffer(offered(), { reason: 'No' }, asCustomer()))).toBe('offer.not-open');
  });

  it('expires by itself, once', () => {
    const case_ = offered();
    const [timer] = case_.timers;
    const at = '2026-03-03T13:00:00.000Z';
    const { case: expired, facts } = fireTimer(case_, timer!, asSystem({ at }));
    expect(expired).toMatchObject({ status: 'new', declines: 1, timers: [] });
    expect(facts).toEqual([{ type: 'case.offer_expired', assignee: 'agent_bo', declines: 1 }]);
    expect(fireTimer(expired, timer!, asSystem({ at })).case).toBe(expired);
  });
});
