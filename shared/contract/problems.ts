import type { DomainErrorCode } from '../domain/errors.ts';

/** Codes of what the edge itself refuses, before any rule of the business is asked. */
export type EdgeErrorCode =
  | 'request.malformed-json'
  | 'request.unknown-member'
  | 'request.unknown-parameter'
  | 'request.wrong-type'
  | 'request.invalid'
  | 'request.malformed-header'
  | 'request.invalid-cursor'
  | 'request.too-large'
  | 'request.signature'
  | 'caller.unknown'
  | 'route.not-found'
  | 'precondition.required'
  | 'store.throttled'
  | 'internal';

export type ProblemCode = DomainErrorCode | EdgeErrorCode;

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Status and title by code: the only place where the domain meets HTTP. A code without an entry does not compile. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'request.malformed-json': { status: 400, title: 'The body is not JSON' },
  'request.unknown-member': { status: 400, title: 'The body has a member that is not known here' },
  'request.unknown-parameter': { status: 400, title: 'The address has a parameter that is not known here' },
  'request.wrong-type': { status: 400, title: 'The request has a value of the wrong type' },
  'request.malformed-header': { status: 400, title: 'A header of the request is not what it should be' },
  'request.invalid-cursor': { status: 400, title: 'The cursor is not one of this list' },
  'request.invalid': { status: 422, title: 'The request lacks something or has values that mean nothing here' },
  'request.too-large': { status: 413, title: 'The body is larger than 256 KB' },
  'request.signature': { status: 401, title: 'The signature is missing or wrong' },
  'caller.unknown': { status: 403, title: 'This sign-in has no access' },
  'route.not-found': { status: 404, title: 'There is no such address' },
  'precondition.required': { status: 428, title: 'Send If-Match with the ETag of what you saw' },
  'store.throttled': { status: 503, title: 'Too busy just now; try again' },
  internal: { status: 500, title: 'Something went wrong on our side' },

  'input.invalid': { status: 422, title: 'Some of the input is not acceptable' },
  'playbook.unknown': { status: 422, title: 'There is no such kind of case' },
  'playbook.forbidden': { status: 403, title: 'You may not do this to playbooks' },
  'playbook.not-found': { status: 404, title: 'There is no such playbook, or not in that version' },
  'playbook.stale': { status: 412, title: 'The version has changed since you read it' },
  'playbook.not-draft': { status: 409, title: 'The version is no draft any more' },
  'playbook.not-published': { status: 409, title: 'The version is not published' },
  'playbook.publisher-not-independent': { status: 403, title: 'Somebody else has to publish this' },
  'playbook.not-sound': { status: 422, title: 'The playbook would leave somebody stuck' },
  'idempotency.body-differs': { status: 422, title: 'This idempotency key was used with another request' },
  'case.not-found': { status: 404, title: 'There is no such case' },
  'case.forbidden': { status: 403, title: 'You may not do this to the case' },
  'case.stale': { status: 412, title: 'The case has changed since you read it' },
  'case.transition-not-allowed': { status: 409, title: 'The case does not accept this now' },
  'case.already-claimed': { status: 409, title: 'Somebody else has taken the case' },
  'case.context-review-required': { status: 409, title: 'Review the case as it stands first' },
  'case.review-outdated': { status: 409, title: 'The case has changed since it was reviewed' },
  'case.incomplete': { status: 422, title: 'Something is still missing' },
  'case.limit': { status: 422, title: 'The case cannot hold more of this' },
  'case.assignee-not-in-group': { status: 422, title: 'The assignee is not in the group of the case' },
  'case.reopen-window-over': { status: 409, title: 'The case can no longer be reopened' },
  'offer.not-open': { status: 409, title: 'There is no offer to answer' },
  'step.unknown': { status: 404, title: 'There is no such step' },
  'step.not-ready': { status: 409, title: 'The step cannot be done yet' },
  'step.edit-conflict': { status: 409, title: 'Somebody else has changed the same fields' },
  'case.status-not-in-stage': {
    status: 409,
    title: 'The playbook does not allow this in the stage that the case is in',
  },
  'task.unknown': { status: 404, title: 'There is no such task' },
  'task.not-open': { status: 409, title: 'The task cannot be done now' },
  'task.not-skippable': { status: 422, title: 'The task cannot be skipped' },
  'task.skip-needs-supervisor': { status: 403, title: 'Only a supervisor who does not own the case may skip this' },
  'playbook.not-in-progress': { status: 409, title: 'The guided process of the case is not under way' },
  'member.unknown': { status: 404, title: 'There is no such member' },
  'approval.pending': { status: 409, title: 'The approval has not been given' },
  'approval.not-open': { status: 409, title: 'There is no approval to give' },
  'approval.decider-not-independent': { status: 403, title: 'Somebody else has to decide this' },
  'document.unknown': { status: 404, title: 'There is no such document' },
  'document.not-clean': { status: 409, title: 'The document has not passed the scan' },
  'document.not-bound': { status: 409, title: 'The document belongs to no requirement yet' },
  'document.already-decided': { status: 409, title: 'The document has been decided' },
  'document.uploader-cannot-decide': { status: 403, title: 'Somebody else has to decide this document' },
  'document.not-reusable': { status: 409, title: 'The document cannot be used again here' },
  'requirement.unknown': { status: 404, title: 'There is no such requirement' },
  'requirement.settled': { status: 409, title: 'Nothing is missing for this requirement' },
  'requirement.exception-not-allowed': { status: 422, title: 'This requirement allows no such exception' },
  'requirement.exception-pending': { status: 409, title: 'An exception has been asked for already' },
  'requirement.exception-not-requested': { status: 409, title: 'There is no such exception to decide or take back' },
  'requirement.approver-not-independent': { status: 403, title: 'Somebody else has to decide this exception' },
  'check.unknown': { status: 404, title: 'There is no such check' },
  'check.not-open': { status: 409, title: 'The check does not accept this now' },
  'check.requester-cannot-adjudicate': { status: 403, title: 'Somebody else has to judge this check' },
  'review.not-settled': { status: 409, title: 'Not every check is settled' },
  'info.not-open': { status: 409, title: 'There is no open question' },
  'info.unknown-item': { status: 404, title: 'The request asks for no such thing' },
  'proposal.stale': { status: 409, title: 'This is not the current proposal' },
  'proposal.expired': { status: 409, title: 'The proposal has expired' },
  'proposal.unchanged': { status: 422, title: 'The proposal is the one that was rejected' },
  'proposal.feedback-not-addressed': { status: 422, title: 'The proposal does not name the feedback that it answers' },
  'proposal.evidence-stale': { status: 409, title: 'What was checked has changed since the review' },
  'proposal.staff-cannot-decide': { status: 403, title: 'Only the customer decides a proposal' },
  'migration.not-found': { status: 404, title: 'There is no such migration' },
  'migration.not-ready': { status: 409, title: 'The migration does not accept this now' },
  'migration.undecided': { status: 409, title: 'Something about the case has to be decided first' },
  'migration.not-revertible': { status: 409, title: 'The case can no longer go back to its earlier version' },
};
