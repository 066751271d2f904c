/** Codes of every refusal of the business. The edge maps each to a problem; a code without a mapping does not compile. */
export const DOMAIN_ERROR_CODES = [
  'input.invalid',
  'playbook.unknown',
  'playbook.forbidden',
  'playbook.not-found',
  'playbook.stale',
  'playbook.not-draft',
  'playbook.not-published',
  'playbook.publisher-not-independent',
  'playbook.not-sound',
  'idempotency.body-differs',
  'case.not-found',
  'case.forbidden',
  'case.stale',
  'case.transition-not-allowed',
  'case.already-claimed',
  'case.context-review-required',
  'case.review-outdated',
  'case.incomplete',
  'case.limit',
  'case.assignee-not-in-group',
  'case.reopen-window-over',
  'offer.not-open',
  'step.unknown',
  'step.not-ready',
  'step.edit-conflict',
  'case.status-not-in-stage',
  'task.unknown',
  'task.not-open',
  'task.not-skippable',
  'task.skip-needs-supervisor',
  'playbook.not-in-progress',
  'member.unknown',
  'approval.pending',
  'approval.not-open',
  'approval.decider-not-independent',
  'document.unknown',
  'document.not-clean',
  'document.not-bound',
  'document.already-decided',
  'document.uploader-cannot-decide',
  'document.not-reusable',
  'requirement.unknown',
  'requirement.settled',
  'requirement.exception-not-allowed',
  'requirement.exception-pending',
  'requirement.exception-not-requested',
  'requirement.approver-not-independent',
  'check.unknown',
  'check.not-open',
  'check.requester-cannot-adjudicate',
  'review.not-settled',
  'info.not-open',
  'info.unknown-item',
  'proposal.stale',
  'proposal.expired',
  'proposal.unchanged',
  'proposal.feedback-not-addressed',
  'proposal.evidence-stale',
  'proposal.staff-cannot-decide',
  'migration.not-found',
  'migration.not-ready',
  'migration.undecided',
  'migration.not-revertible',
] as const;
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** Safe to log and to show: ids, codes, counts. Never personal data. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One thing that is wrong with an input. `pointer` is an RFC 6901 JSON pointer into the request body. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** A rule of the business said no. The code is part of the public contract. */
export abstract class DomainError extends Error {
  abstract readonly code: DomainErrorCode;
  readonly facts: ErrorFacts;
  constructor(message: string, facts: ErrorFacts = {}) {
    super(message);
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** The input is well formed, but some of it means nothing here; each item says what and where. */
export class InputInvalid extends DomainError {
  readonly code = 'input.invalid';
  readonly errors: readonly InputError[];
  constructor(errors: readonly InputError[]) {
    super(`the input is not acceptable in ${errors.length} place(s)`);
    this.errors = errors;
  }
}

/** Something that the command requires is not there yet; each item names one missing thing. */
export class CaseIncomplete extends DomainError {
  readonly code = 'case.incomplete';
  readonly errors: readonly InputError[];
  constructor(errors: readonly InputError[]) {
    super(`${errors.length} thing(s) are missing`);
    this.errors = errors;
  }
}

/** No published playbook has that id, or not in that version. */
export class PlaybookUnknown extends DomainError {
  readonly code = 'playbook.unknown';
  constructor(id: string, version?: number) {
    super(`there is no playbook ${id}${version === undefined ? '' : ` in version ${version}`}`, { playbook: id });
  }
}

/** The idempotency key was used before, with another body. */
export class IdempotencyBodyDiffers extends DomainError {
  readonly code = 'idempotency.body-differs';
  constructor() {
    super('this idempotency key was used with another body');
  }
}

/** There is no such case, or the caller may not know that there is. */
export class CaseNotFound extends DomainError {
  readonly code = 'case.not-found';
  constructor() {
    super('there is no such case');
  }
}

/** The caller sees the case but may not do this to it. */
export class CaseForbidden extends DomainError {
  readonly code = 'case.forbidden';
  constructor(action: string) {
    super(`you may not ${action} on this case`, { action });
  }
}

/** Someone else changed the case after it was read; reading again and retrying is safe. */
export class CaseStale extends DomainError {
  readonly code = 'case.stale';
  constructor(currentVersion: number) {
    super('the case has changed since it was read', { currentVersion });
  }
}

/** The table of transitions has no row for this action in this status. */
export class TransitionNotAllowed extends DomainError {
  readonly code = 'case.transition-not-allowed';
  constructor(status: string, action: string, stage: string) {
    super(`a case that is ${status} in ${stage} does not accept ${action}`, { status, action, stage });
  }
}

/** Somebody else owns the case, or has been offered it, already. */
export class AlreadyClaimed extends DomainError {
  readonly code = 'case.already-claimed';
  constructor(by: string) {
    super('the case has been taken by somebody else', { by });
  }
}

/** The caller takes a case over without having confirmed that they read it as it stands. */
export class ContextReviewRequired extends DomainError {
  readonly code = 'case.context-review-required';
  constructor(materialVersion: number) {
    super('the case has to be reviewed as it stands before it is taken over', { materialVersion });
  }
}

/** What was reviewed is no longer what the case says. */
export class ReviewOutdated extends DomainError {
  readonly code = 'case.review-outdated';
  constructor(materialVersion: number) {
    super('the case has changed since it was reviewed', { materialVersion });
  }
}

/** A cap that keeps the largest case inside one transaction. */
export class LimitExceeded extends DomainError {
  readonly code = 'case.limit';
  constructor(limit: string, maximum: number) {
    super(`a case holds at most ${maximum} ${limit}`, { limit, maximum });
  }
}

/** Only members of the case's group may own it. */
export class AssigneeNotInGroup extends DomainError {
  readonly code = 'case.assignee-not-in-group';
  constructor(group: string) {
    super('the assignee is not in the group of the case', { group });
  }
}

/** The days in which this caller may reopen the case have passed. */
export class ReopenWindowOver extends DomainError {
  readonly code = 'case.reopen-window-over';
  constructor(days: number) {
    super(`the case can be reopened within ${days} days only`, { days });
  }
}

/** There is no such migration, or it is not of that playbook, or the case is not in it. */
export class MigrationNotFound extends DomainError {
  readonly code = 'migration.not-found';
  constructor() {
    super('there is no such migration');
  }
}

/** The migration is in no state that takes this. */
export class MigrationNotReady extends DomainError {
  readonly code = 'migration.not-ready';
  constructor(status: string) {
    super(`the migration is ${status}`, { status });
  }
}
