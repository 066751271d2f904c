import fc from 'fast-check';
import { addDays } from '../../shared/domain/calendar.ts';
import { acceptDocument } from '../../shared/domain/case/accept-document.ts';
import { acceptOffer } from '../../shared/domain/case/accept-offer.ts';
import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import { addComment } from '../../shared/domain/case/add-comment.ts';
import { addMember } from '../../shared/domain/case/add-member.ts';
import { addWorkNote } from '../../shared/domain/case/add-work-note.ts';
import { adjudicateCheck } from '../../shared/domain/case/adjudicate-check.ts';
import { announceUpload } from '../../shared/domain/case/announce-upload.ts';
import { answerInfo } from '../../shared/domain/case/answer-info.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { declineOffer } from '../../shared/domain/case/decline-offer.ts';
import { discardDraft } from '../../shared/domain/case/discard-draft.ts';
import { fireTimer } from '../../shared/domain/case/fire-timer.ts';
import { handOver } from '../../shared/domain/case/hand-over.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { offerCase } from '../../shared/domain/case/offer-case.ts';
import { receiveInfo } from '../../shared/domain/case/receive-info.ts';
import { recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { recordPreApproval } from '../../shared/domain/case/record-pre-approval.ts';
import { recordScan } from '../../shared/domain/case/record-scan.ts';
import { rejectDocument } from '../../shared/domain/case/reject-document.ts';
import { rejectProposal } from '../../shared/domain/case/reject-proposal.ts';
import { reopenCase } from '../../shared/domain/case/reopen-case.ts';
import { requestCheck } from '../../shared/domain/case/request-check.ts';
import { requestInfo } from '../../shared/domain/case/request-info.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { revisitStep } from '../../shared/domain/case/revisit-step.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import { timeOutCheck } from '../../shared/domain/case/time-out-check.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import { DomainError } from '../../shared/domain/errors.ts';
import { aCaller, anAgent, aPlaybook, aSupervisor, aSystem } from './a-case.ts';
import {
  CASES_BY_STATE,
  checked,
  DIRECTOR,
  kindFor,
  offered,
  PROPOSAL,
  proven,
  requirementIds,
  unrecorded,
} from './cases-by-state.ts';

export type Check = (before: Case, decision: Decision, s: Surroundings, act: string) => void;
type Act = (case_: Case, as: As, pick: number) => Decision;
/** The four who act, at the moment of the act. */
interface As {
  readonly customer: Surroundings;
  readonly agent: Surroundings;
  readonly supervisor: Surroundings;
  readonly system: Surroundings;
}

const RESULTS = ['clear', 'consider', 'unidentified'] as const;
const CHECKS = ['background', 'credit'] as const;
const at = <Element>(list: readonly Element[], pick: number): Element | undefined =>
  list[pick % Math.max(list.length, 1)];
const kindOf = ({ documents }: Case, id: string) =>
  kindFor(documents.find((document) => document.documentId === id)?.requirementId ?? '');
const documentId = (c: Case, pick: number): string => at(c.documents, pick)?.documentId ?? 'none';
const nextAttempt = (c: Case, checkId: string): number =>
  (c.checks.find((check) => check.checkId === checkId)?.attempt ?? 0) + 1;

export const ACTS: Readonly<Record<string, Act>> = {
  save: (c, as, n) => saveAnswers(c, { stepId: 'details', answers: { legalName: `Name ${n % 3}` } }, as.customer),
  complete: (c, as, n) => completeStep(c, { stepId: at(['details', 'people', 'review'], n) ?? '' }, as.customer),
  revisit: (c, as) => revisitStep(c, { stepId: 'details' }, as.customer),
  addMember: (c, as) => addMember(c, DIRECTOR, as.customer),
  submit: (c, as) => submitCase(c, { materialVersion: c.materialVersion }, as.customer),
  handOver: (c, as, n) => handOver(c, { to: n % 2 === 0 ? 'customer' : 'staff' }, as.agent),
  discard: (c, as) => discardDraft(c, {}, as.customer),
  review: (c, as) => reviewContext(c, { materialVersion: c.materialVersion }, as.agent),
  offer: (c, as) => offerCase(c, { assignee: 'agent_bo', assigneeGroups: ['onboarding'] }, as.supervisor),
  acceptOffer: (c, as) => acceptOffer(c, {}, as.agent),
  declineOffer: (c, as) => declineOffer(c, { reason: 'Busy' }, as.agent),
  claim: (c, as, n) => (n % 2 === 0 ? claimCase(c, {}, as.agent) : unrecorded(claimCase(c, {}, as.agent))),
  recordApproval: (c, as) => recordPreApproval(c, {}, as.system),
  approve: (c, as, n) =>
    decidePreApproval(c, { approval: n % 3 === 0 ? 'rejected' : 'approved', reason: 'So be it' }, as.supervisor),
  completeApproval: (c, as) =>
    completePreApproval(
      c,
      { customerConfirmed: true, customerRecord: { kind: 'matched', partyId: 'account_acme' } },
      as.agent,
    ),
  upload: (c, as, n) => {
    const file = {
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1,
      sha256: 'x',
      objectKey: 'documents/case_1/doc_1',
    };
    return announceUpload(c, { ...file, requirementId: at(requirementIds(c), n) ?? '' }, as.customer);
  },
  scan: (c, as, n) =>
    recordScan(
      c,
      { documentId: documentId(c, n), objectVersion: `v${n % 2}`, verdict: n % 5 === 0 ? 'infected' : 'clean' },
      as.system,
    ),
  accept: (c, as, n) => acceptDocument(c, { documentId: documentId(c, n), ...kindOf(c, documentId(c, n)) }, as.agent),
  reject: (c, as, n) => rejectDocument(c, { documentId: documentId(c, n), reason: 'blurry' }, as.agent),
  verify: (c, as) => runVerification(c, {}, as.system),
  submitForReview: (c, as) => submitForReview(c, {}, as.agent),
  requestCheck: (c, as, n) => {
    const checkId = at(CHECKS, n) ?? 'background';
    return requestCheck(c, { checkId, attempt: nextAttempt(c, checkId) }, as.system);
  },
  checkResult: (c, as, n) =>
    recordCheckResult(
      c,
      {
        checkId: at(CHECKS, n) ?? 'background',
        attempt: 1,
        providerEventId: `event_${n}`,
        occurredAt: as.system.at,
        status: 'complete',
        result: at(RESULTS, n >> 1) ?? 'clear',
        reasons: [],
      },
      as.system,
    ),
  timeOut: (c, as, n) => timeOutCheck(c, { checkId: at(CHECKS, n) ?? 'background', attempt: 1 }, as.system),
  adjudicate: (c, as, n) =>
    adjudicateCheck(c, { checkId: at(CHECKS, n) ?? '', verdict: 'false_positive', note: 'Namesake' }, as.agent),
  completeReview: (c, as, n) => completeReview(c, {}, n % 2 === 0 ? as.system : as.agent),
  requestInfo: (c, as) => requestInfo(c, { items: [{ label: 'A', kind: 'text' }], message: 'B' }, as.agent),
  answerInfo: (c, as) => {
    const open = c.infoRequests.at(-1);
    const answers = (open?.items ?? []).map(({ itemId }) => ({ itemId, answer: 'C' }));
    return answerInfo(c, { number: open?.number ?? 0, answers }, as.customer);
  },
  receiveInfo: (c, as) => receiveInfo(c, { channel: 'phone' }, as.agent),
  propose: (c, as, n) =>
    makeProposal(
      c,
      { ...PROPOSAL, terms: { limit: n }, addressesFeedback: c.rejections > 0 ? [c.proposals.length] : [] },
      as.agent,
    ),
  acceptProposal: (c, as) => acceptProposal(c, { number: c.proposals.length }, as.customer),
  rejectProposal: (c, as) =>
    rejectProposal(c, { number: c.proposals.length, reasonCode: 'terms', feedback: 'No' }, as.customer),
  close: (c, as) => closeCase(c, { resolutionCode: 'x', resolutionNotes: 'y' }, as.agent),
  withdraw: (c, as) => withdrawCase(c, { reason: 'Over' }, as.customer),
  reopen: (c, as) => reopenCase(c, { reason: 'Again' }, as.supervisor),
  comment: (c, as) => addComment(c, {}, as.customer),
  note: (c, as) => addWorkNote(c, {}, as.agent),
};

/** What is possible at any time is left to chance apart, or nothing else would ever happen. */
const ANY_TIME = ['comment', 'note', 'withdraw', 'wait'] as const;
const RARE = new Set<string>(ANY_TIME);
const IN_TURN = Object.keys(ACTS).filter((name) => !RARE.has(name));

/** An act by name, or the first one possible from a place in the list on. */
interface Move {
  readonly act: string | undefined;
  readonly from: number;
  readonly pick: number;
}
const moves: fc.Arbitrary<Move> = fc.record({
  act: fc.oneof(
    { weight: 20, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: fc.constant('wait') },
    { weight: 1, arbitrary: fc.constantFrom(...ANY_TIME) },
  ),
  from: fc.nat({ max: IN_TURN.length - 1 }),
  pick: fc.nat({ max: 1000 }),
});

function surroundingsAt(now: string, newId: (prefix: string) => string): As {
  const playbook = aPlaybook();
  const as = (caller: Surroundings['caller']): Surroundings => ({ at: now, caller, playbook, newId });
  return { customer: as(aCaller()), agent: as(anAgent()), supervisor: as(aSupervisor()), system: as(aSystem()) };
}

/** Plays the moves and calls `check` for every decision that was not a refusal. */
export function play(start: Case, story: readonly Move[], check: Check): void {
  let case_ = start;
  let now = start.updatedAt;
  let count = 0;
  const newId = (prefix: string): string => {
    count += 1;
    return `${prefix}_p${count}`;
  };
  for (const { act, from, pick } of story) {
    const timer = case_.timers.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
    if (act === 'wait') now = [now, timer?.dueAt ?? addDays(now, 2)].toSorted()[1] ?? now;
    const as = surroundingsAt(now, newId);
    const acts = act === undefined ? inSomeOrder(from, pick) : [act];
    for (const name of acts) {
      const decision = attempt(() =>
        name === 'wait' ? fireTimer(case_, timer ?? NO_TIMER, as.system) : ACTS[name]!(case_, as, pick),
      );
      if (decision === undefined) continue;
      check(case_, decision, as.system, name);
      const isNoChange = decision.case === case_;
      case_ = decision.case;
      if (!isNoChange) break;
    }
  }
}
/** All acts, in an order that depends on the numbers: steps of one length around a circle of 37 places visit each once. */
function inSomeOrder(from: number, pick: number): readonly string[] {
  const places = Array.from({ length: 37 }, (_, step) => (from + step * (1 + (pick % 36))) % 37);
  return places.flatMap((place) => IN_TURN[place] ?? []);
}
const NO_TIMER = { timerId: 'none', generation: 0 };

/** A refusal is an answer too; anything else that is thrown is a mistake. */
function attempt(act: () => Decision): Decision | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

export const STARTS: Readonly<Record<string, Case>> = Object.fromEntries(
  Object.entries({ ...CASES_BY_STATE, offered, proven, checked }).map(([name, start]) => [name, start()]),
);
export const stories = fc.record({
  start: fc.constantFrom(...Object.keys(STARTS)),
  story: fc.array(moves, { minLength: 20, maxLength: 40 }),
});
