import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../../shared/domain/access/allowed-actions.ts';
import { acceptOffer } from '../../../shared/domain/case/accept-offer.ts';
import { acceptProposal } from '../../../shared/domain/case/accept-proposal.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { claimCase } from '../../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../../shared/domain/case/complete-review.ts';
import { approveException } from '../../../shared/domain/case/decide-exception.ts';
import { decidePreApproval } from '../../../shared/domain/case/decide-pre-approval.ts';
import type { Surroundings } from '../../../shared/domain/case/decision.ts';
import { makeProposal } from '../../../shared/domain/case/make-proposal.ts';
import { reopenCase } from '../../../shared/domain/case/reopen-case.ts';
import { requestException } from '../../../shared/domain/case/request-exception.ts';
import { submitCase } from '../../../shared/domain/case/submit-case.ts';
import { submitForReview } from '../../../shared/domain/case/submit-for-review.ts';
import { withdrawException } from '../../../shared/domain/case/withdraw-exception.ts';
import { DomainError } from '../../../shared/domain/errors.ts';
import { AT, anAgent } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import {
  accepted,
  asAgent,
  asCustomer,
  asSupervisor,
  checked,
  claimed,
  closed,
  created,
  filled,
  PROPOSAL,
  preApproved,
  proposed,
  prove,
  proven,
  reviewed,
  submitted,
  underReview,
  withoutApproval,
} from '../../support/cases-by-state.ts';

const RECORD = { customerConfirmed: true, customerRecord: { kind: 'matched', partyId: 'account_acme' } } as const;
const CLOSURE = { resolutionCode: 'offer_account', resolutionNotes: 'Done.' };
const LATE = '2027-03-03T09:00:00.000Z';
const offer = { assignee: 'agent_bo', offeredBy: 'agent_sue', offeredAt: AT, expiresAt: '2026-03-03T13:00:00.000Z' };
const approved = (approval: 'approved' | 'not_required'): Case => ({
  ...claimed(),
  preApproval: { approval, recordedAt: AT, recordedBy: 'agent_sue' },
});
const acceptedAtLast = (): Case => {
  const [first] = accepted().proposals;
  return {
    ...accepted(),
    proposals: [
      { ...first!, status: 'rejected' },
      { ...first!, number: 2 },
    ],
  };
};
const read = (case_: Case): Case => ({
  ...case_,
  receipts: claimed().receipts.map((receipt) => ({ ...receipt, materialVersion: case_.materialVersion })),
});
const stranger = anAgent({ roles: ['supervisor'], personId: 'agent_sue', groups: [] });

type Command = (case_: Case, s: Surroundings) => unknown;
const submit: Command = (c, s) => submitCase(c, { materialVersion: c.materialVersion }, s);
const claim: Command = (c, s) => claimCase(c, {}, s);
const takeOffer: Command = (c, s) => acceptOffer(c, {}, s);
const approve: Command = (c, s) => decidePreApproval(c, { approval: 'approved' }, s);
const endPreApproval: Command = (c, s) => completePreApproval(c, RECORD, s);
const toReview: Command = (c, s) => submitForReview(c, {}, s);
const endReview: Command = (c, s) => completeReview(c, {}, s);
const propose: Command = (c, s) => makeProposal(c, PROPOSAL, s);
const accept: Command = (c, s) => acceptProposal(c, { number: 1 }, s);
const close: Command = (c, s) => closeCase(c, CLOSURE, s);
const reopen: Command = (c, s) => reopenCase(c, { reason: 'Changed our mind' }, s);

const WAIVER = { requirementId: 'registration', decision: 'waived' } as const;
const lenient = (s: Surroundings): Surroundings => ({ ...s, playbook: aLenientPlaybook() });
const askWaiver: Command = (c, s) => requestException(c, { ...WAIVER, reason: 'Known' }, s);
const approveWaiver: Command = (c, s) => approveException(c, WAIVER, s);
const takeWaiverBack: Command = (c, s) => withdrawException(c, WAIVER, s);
const waiverAsked = (): Case =>
  requestException(preApproved(), { ...WAIVER, reason: 'Known' }, lenient(asAgent())).case;

describe('what the list of actions foretells is what the command does', () => {
  it.each<readonly [string, string, () => Case, Surroundings, Command]>([
    ['submit', 'case.incomplete', created, asCustomer(), submit],
    ['submit', 'done', filled, asCustomer(), submit],
    ['claim', 'case.context-review-required', submitted, asAgent(), claim],
    ['claim', 'case.assignee-not-in-group', submitted, asAgent({ caller: stranger }), claim],
    [
      'claim',
      'case.already-claimed',
      () => ({ ...submitted(), offer: { ...offer, assignee: 'agent_cy' } }),
      asAgent(),
      claim,
    ],
    ['claim', 'done', () => read(submitted()), asAgent(), claim],
    ['accept_offer', 'case.context-review-required', () => ({ ...submitted(), offer }), asAgent(), takeOffer],
    ['accept_offer', 'offer.not-open', () => ({ ...submitted(), offer }), asAgent({ at: LATE }), takeOffer],
    ['accept_offer', 'done', () => ({ ...read(submitted()), offer }), asAgent(), takeOffer],
    ['decide_pre_approval', 'approval.not-open', () => withoutApproval(claimed()), asSupervisor(), approve],
    [
      'decide_pre_approval',
      'approval.decider-not-independent',
      () => ({ ...claimed(), openedBy: 'agent_sue' }),
      asSupervisor(),
      approve,
    ],
    ['decide_pre_approval', 'done', claimed, asSupervisor(), approve],
    ['complete_pre_approval', 'approval.pending', claimed, asAgent(), endPreApproval],
    ['complete_pre_approval', 'done', () => approved('approved'), asAgent(), endPreApproval],
    ['complete_pre_approval', 'done', () => approved('not_required'), asAgent(), endPreApproval],
    ['submit_for_review', 'case.incomplete', preApproved, asAgent(), toReview],
    ['submit_for_review', 'case.incomplete', () => prove(preApproved(), 'registration'), asAgent(), toReview],
    ['submit_for_review', 'done', proven, asAgent(), toReview],
    ['complete_review', 'review.not-settled', underReview, asAgent(), endReview],
    ['complete_review', 'done', checked, asAgent(), endReview],
    ['propose', 'proposal.evidence-stale', () => ({ ...reviewed(), reviewDigest: 'other' }), asAgent(), propose],
    ['propose', 'done', reviewed, asAgent(), propose],
    ['accept_proposal', 'proposal.expired', proposed, asCustomer({ at: LATE }), accept],
    ['accept_proposal', 'done', proposed, asCustomer(), accept],
    ['close', 'proposal.stale', proposed, asAgent(), close],
    ['close', 'done', accepted, asAgent(), close],
    ['close', 'done', acceptedAtLast, asAgent(), close],
    ['close', 'case.incomplete', () => ({ ...accepted(), documents: [] }), asAgent(), close],
    ['request_waiver', 'done', preApproved, lenient(asAgent()), askWaiver],
    ['approve_waiver', 'done', waiverAsked, lenient(asSupervisor()), approveWaiver],
    [
      'approve_waiver',
      'requirement.approver-not-independent',
      waiverAsked,
      lenient(asAgent({ caller: anAgent({ roles: ['supervisor'] }) })),
      approveWaiver,
    ],
    ['withdraw_waiver', 'done', waiverAsked, lenient(asAgent()), takeWaiverBack],
    ['reopen', 'case.reopen-window-over', closed, asCustomer({ at: LATE }), reopen],
    ['reopen', 'done', closed, asCustomer(), reopen],
  ])('%s: %s', (name, expected, build, s, command) => {
    const case_ = build();
    const action = allowedActions(case_, s.caller, s.playbook, s.at).find((one) => one.name === name);
    expect(action).toEqual(expected === 'done' ? { name } : { name, blockedBy: expected });
    expect(outcome(() => command(case_, s))).toBe(expected);
  });
});

function outcome(run: () => unknown): string {
  try {
    run();
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('what there is nothing to do about', () => {
  const offers = (case_: Case, s: Surroundings) =>
    allowedActions(case_, s.caller, s.playbook, s.at)
      .map(({ name }) => name)
      .filter((name) => name.endsWith('_waiver') || name.endsWith('_deferral') || name === 'reuse_document');

  it('is not offered', () => {
    expect(offers(preApproved(), asAgent())).toEqual([]);
    expect(offers(preApproved(), lenient(asAgent()))).toEqual(['request_waiver', 'request_deferral']);
    expect(offers(waiverAsked(), lenient(asAgent()))).toEqual(['withdraw_waiver']);
    expect(offers(proven(), lenient(asAgent()))).toEqual([]);
    const reusable = asCustomer({ playbook: aLenientPlaybook({ reusable: true }) });
    expect(offers(preApproved(), reusable)).toEqual(['reuse_document']);
    expect(offers(proven(), reusable)).toEqual([]);
  });
});
