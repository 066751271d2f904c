import { acceptDocument } from '../../shared/domain/case/accept-document.ts';
import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import { addMember } from '../../shared/domain/case/add-member.ts';
import { announceUpload } from '../../shared/domain/case/announce-upload.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import { createCase } from '../../shared/domain/case/create-case.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { offerCase } from '../../shared/domain/case/offer-case.ts';
import { recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { recordScan } from '../../shared/domain/case/record-scan.ts';
import { rejectProposal } from '../../shared/domain/case/reject-proposal.ts';
import { reopenCase } from '../../shared/domain/case/reopen-case.ts';
import { requestCheck } from '../../shared/domain/case/request-check.ts';
import { requestInfo } from '../../shared/domain/case/request-info.ts';
import { reviewContext } from '../../shared/domain/case/review-context.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import { anAgent, aSupervisor, aSystem, surroundings } from './a-case.ts';

let counted = 0;
/** Ids stay unique over all steps of a walk. */
const newId = (prefix: string): string => {
  counted += 1;
  return `${prefix}_${counted}`;
};

export const asCustomer = (overrides: Partial<Surroundings> = {}): Surroundings =>
  surroundings({ newId, ...overrides });
export const asAgent = (overrides: Partial<Surroundings> = {}): Surroundings =>
  surroundings({ newId, caller: anAgent(), ...overrides });
export const asSupervisor = (overrides: Partial<Surroundings> = {}): Surroundings =>
  surroundings({ newId, caller: aSupervisor(), ...overrides });
export const asSystem = (overrides: Partial<Surroundings> = {}): Surroundings =>
  surroundings({ newId, caller: aSystem(), ...overrides });

/** A command with everything but the case. */
export type Step = (case_: Case) => Decision;

/** The case after these commands, one upon the other. */
export function played(start: Case, ...steps: readonly Step[]): Case {
  return steps.reduce((case_, step) => step(case_).case, start);
}

export const DIRECTOR = { role: 'director', name: 'Ada Acme', dateOfBirth: '1980-05-05', email: 'ada@acme.test' };
export const PROPOSAL = { resolutionCode: 'offer_account', notes: 'As discussed.', terms: { limit: 1000 } };

const applicant = { kind: 'account', accountId: 'account_acme', contactId: 'contact_ada', name: 'Acme Ltd' } as const;
export const created = (): Case =>
  createCase({ number: 'ONB-0000-0000', applicant, channel: 'web' }, asCustomer()).case;

export const filled = (): Case =>
  played(
    created(),
    (c) => saveAnswers(c, { stepId: 'details', answers: { legalName: 'Acme Ltd' } }, asCustomer()),
    (c) => completeStep(c, { stepId: 'details' }, asCustomer()),
    (c) => addMember(c, DIRECTOR, asCustomer()),
    (c) => completeStep(c, { stepId: 'people' }, asCustomer()),
  );

export const submitted = (): Case =>
  played(filled(), (c) => submitCase(c, { materialVersion: c.materialVersion }, asCustomer()));

export const reviewAndClaim: readonly Step[] = [
  (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent()),
  (c) => claimCase(c, {}, asAgent()),
];
export const offered = (): Case =>
  played(
    submitted(),
    (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent()),
    (c) => offerCase(c, { assignee: 'agent_bo', assigneeGroups: ['onboarding'] }, asSupervisor()),
  );
export const claimed = (): Case => played(submitted(), ...reviewAndClaim);

/** Without the record that opens pre-approval. */
export const withoutApproval = ({ preApproval: _, ...rest }: Case): Case => rest;
/** What an earlier release made of a claim, so that the workflow has pre-approval to open. */
export const unrecorded = ({ case: case_, facts }: Decision): Decision => ({
  case: withoutApproval(case_),
  facts: facts.filter(({ type }) => type !== 'case.approval_recorded'),
});

export const preApproved = (): Case =>
  played(
    claimed(),
    (c) => decidePreApproval(c, { approval: 'approved' }, asSupervisor()),
    (c) =>
      completePreApproval(
        c,
        { customerConfirmed: true, customerRecord: { kind: 'matched', partyId: 'account_acme' } },
        asAgent(),
      ),
  );

/** The two documents that the test playbook wants of a case with one director. */
export function requirementIds({ members }: Case): readonly string[] {
  return ['registration', ...members.map(({ memberId }) => `identity.${memberId}`)];
}

/** Uploads, scans and accepts a document for the requirement. */
export function prove(case_: Case, requirementId: string): Case {
  const announced = upload(case_, requirementId);
  const documentId = announced.documents.at(-1)?.documentId ?? '';
  return played(
    announced,
    (c) => recordScan(c, { documentId, objectVersion: 'v1', verdict: 'clean' }, asSystem()),
    (c) => acceptDocument(c, { documentId, ...kindFor(requirementId) }, asAgent()),
  );
}

/** The test playbook takes two kinds of proof of identity. */
export const kindFor = (requirementId: string) => (requirementId.startsWith('identity') ? { kind: 'passport' } : {});

export function upload(case_: Case, requirementId?: string): Case {
  const file = {
    fileName: 'extract.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1000,
    sha256: 'c2hh',
    objectKey: 'documents/case_1/doc_1',
  };
  const input = { ...file, ...(requirementId !== undefined && { requirementId }) };
  return announceUpload(case_, input, asCustomer()).case;
}

export const proven = (): Case => {
  const start = preApproved();
  return requirementIds(start).reduce(prove, start);
};

export const underReview = (): Case =>
  played(
    proven(),
    (c) => runVerification(c, {}, asSystem()),
    (c) => submitForReview(c, {}, asAgent()),
  );

export const request =
  (checkId: string, attempt = 1): Step =>
  (c) =>
    requestCheck(c, { checkId, attempt }, asSystem());

export const result =
  (checkId: string, value: 'clear' | 'consider' | 'unidentified', attempt = 1): Step =>
  (c) =>
    recordCheckResult(
      c,
      {
        checkId,
        attempt,
        providerEventId: newId('event'),
        occurredAt: '2026-03-03T10:00:00.000Z',
        status: 'complete',
        result: value,
        reasons: [],
      },
      asSystem(),
    );

export const checked = (): Case =>
  played(
    underReview(),
    request('background'),
    request('credit'),
    result('background', 'clear'),
    result('credit', 'clear'),
  );

export const reviewed = (): Case => played(checked(), (c) => completeReview(c, {}, asSystem()));

export const proposed = (): Case => played(reviewed(), (c) => makeProposal(c, PROPOSAL, asAgent()));
export const accepted = (): Case => played(proposed(), (c) => acceptProposal(c, { number: 1 }, asCustomer()));
export const rejected = (): Case =>
  played(proposed(), (c) => rejectProposal(c, { number: 1, reasonCode: 'terms', feedback: 'Too low.' }, asCustomer()));
export const closed = (): Case =>
  played(accepted(), (c) =>
    closeCase(c, { resolutionCode: 'offer_account', resolutionNotes: 'Account opened.' }, asAgent()),
  );
export const withdrawn = (from: Case = submitted()): Case =>
  played(from, (c) => withdrawCase(c, { reason: 'No longer needed' }, asCustomer()));
export const awaitingInfo = (from: Case = claimed()): Case =>
  played(from, (c) =>
    requestInfo(c, { items: [{ label: 'Turnover', kind: 'text' }], message: 'Please tell us.' }, asAgent()),
  );
export const reopened = (from: Case = withdrawn()): Case =>
  played(from, (c) => reopenCase(c, { reason: 'Changed our mind' }, asCustomer()));

/** A case in every status, and in every stage that the status occurs in. */
export const CASES_BY_STATE = {
  draft: filled,
  new: submitted,
  'open/initiate': () => reopened(),
  'open/pre_approval': claimed,
  'open/data_capture': preApproved,
  'open/resolve': rejected,
  'awaiting_info/pre_approval': () => awaitingInfo(),
  'awaiting_info/data_capture': () => awaitingInfo(preApproved()),
  'awaiting_info/due_diligence': () => awaitingInfo(underReview()),
  'awaiting_info/resolve': () => awaitingInfo(reviewed()),
  under_review: underReview,
  review_complete: reviewed,
  resolved: proposed,
  'resolved, accepted': accepted,
  closed,
  cancelled: () => withdrawn(),
} as const satisfies Readonly<Record<string, () => Case>>;
export type CaseState = keyof typeof CASES_BY_STATE;
