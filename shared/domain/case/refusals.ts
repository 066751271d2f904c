import { DomainError } from '../errors.ts';

/** The case is not on offer to the caller. */
export class OfferNotOpen extends DomainError {
  readonly code = 'offer.not-open';
  constructor() {
    super('there is no open offer of this case to you');
  }
}

/** The playbook has no such step, or none of that kind. */
export class StepUnknown extends DomainError {
  readonly code = 'step.unknown';
  constructor(stepId: string) {
    super('there is no such step', { stepId });
  }
}

/** The step does not apply to this case, or waits for other steps. */
export class StepNotReady extends DomainError {
  readonly code = 'step.not-ready';
  constructor(stepId: string, state: string) {
    super(`the step is ${state}`, { stepId, state });
  }
}

/** The case has no such member. */
export class MemberUnknown extends DomainError {
  readonly code = 'member.unknown';
  constructor(memberId: string) {
    super('there is no such member', { memberId });
  }
}

/** The approval that this command builds on has not been given. */
export class ApprovalPending extends DomainError {
  readonly code = 'approval.pending';
  constructor(approval: string) {
    super(`the pre-approval is ${approval}`, { approval });
  }
}

/** Nobody asked for this approval, or it has been used already. */
export class ApprovalNotOpen extends DomainError {
  readonly code = 'approval.not-open';
  constructor() {
    super('there is no approval to decide');
  }
}

/** Four eyes: who opened or owns the case does not approve it. */
export class DeciderNotIndependent extends DomainError {
  readonly code = 'approval.decider-not-independent';
  constructor() {
    super('who opened or owns the case cannot decide its approval');
  }
}

/** The case has no such document. */
export class DocumentUnknown extends DomainError {
  readonly code = 'document.unknown';
  constructor(documentId: string) {
    super('there is no such document', { documentId });
  }
}

/** Only what a scan found clean may be used. */
export class DocumentNotClean extends DomainError {
  readonly code = 'document.not-clean';
  constructor(documentId: string, scan: string) {
    super(`the document is ${scan}, not clean`, { documentId, scan });
  }
}

/** A document that answers no requirement cannot be accepted for one. */
export class DocumentNotBound extends DomainError {
  readonly code = 'document.not-bound';
  constructor(documentId: string) {
    super('the document is not bound to a requirement', { documentId });
  }
}

/** The document was accepted or rejected before. */
export class DocumentAlreadyDecided extends DomainError {
  readonly code = 'document.already-decided';
  constructor(documentId: string, status: string) {
    super(`the document is ${status} already`, { documentId, status });
  }
}

/** Four eyes: who uploaded a document does not decide on it. */
export class UploaderCannotDecide extends DomainError {
  readonly code = 'document.uploader-cannot-decide';
  constructor(documentId: string) {
    super('who uploaded a document cannot decide on it', { documentId });
  }
}

/** The playbook has no such check for this case. */
export class CheckUnknown extends DomainError {
  readonly code = 'check.unknown';
  constructor(checkId: string) {
    super('there is no such check', { checkId });
  }
}

/** The check is in no state that takes this. */
export class CheckNotOpen extends DomainError {
  readonly code = 'check.not-open';
  constructor(checkId: string, status: string) {
    super(`the check is ${status}`, { checkId, status });
  }
}

/** Four eyes: who requested a check does not judge its result. */
export class RequesterCannotAdjudicate extends DomainError {
  readonly code = 'check.requester-cannot-adjudicate';
  constructor(checkId: string) {
    super('who requested a check cannot adjudicate it', { checkId });
  }
}

/** Some required check is not settled, so there is nothing to complete the review on. */
export class ReviewNotSettled extends DomainError {
  readonly code = 'review.not-settled';
  constructor(checkIds: readonly string[]) {
    super('not every required check is settled', { checkIds });
  }
}

/** There is no open request for information with that number. */
export class InfoRequestNotOpen extends DomainError {
  readonly code = 'info.not-open';
  constructor(number: number) {
    super('there is no such open request for information', { number });
  }
}

/** The proposal named is not the one that is to be decided now. */
export class ProposalStale extends DomainError {
  readonly code = 'proposal.stale';
  constructor(number: number) {
    super('that is not the proposal to decide now', { number });
  }
}

/** The proposal's last day has passed. */
export class ProposalExpired extends DomainError {
  readonly code = 'proposal.expired';
  constructor(number: number) {
    super('the proposal has expired', { number });
  }
}

/** A proposal that follows a rejection says the same as the rejected one. */
export class ProposalUnchanged extends DomainError {
  readonly code = 'proposal.unchanged';
  constructor(rejected: number) {
    super('the proposal does not differ from the rejected one', { rejected });
  }
}

/** A proposal that follows a rejection has to name the feedback that it answers. */
export class FeedbackNotAddressed extends DomainError {
  readonly code = 'proposal.feedback-not-addressed';
  constructor(rejected: number) {
    super('the proposal does not name the feedback that it answers', { rejected });
  }
}

/** The data has changed since the review, so nothing may be proposed on its strength. */
export class EvidenceStale extends DomainError {
  readonly code = 'proposal.evidence-stale';
  constructor() {
    super('the data has changed since the checks were reviewed');
  }
}

/** Only the customer's side accepts or rejects a proposal. */
export class StaffCannotDecide extends DomainError {
  readonly code = 'proposal.staff-cannot-decide';
  constructor() {
    super('only the customer accepts or rejects a proposal');
  }
}
