import { DomainError } from '../errors.ts';

/** The case has no such requirement, or the caller may not know that it has. */
export class RequirementUnknown extends DomainError {
  readonly code = 'requirement.unknown';
  constructor(requirementId: string) {
    super('there is no such requirement', { requirementId });
  }
}

/** The requirement is met, or waived: nothing is left to ask for. */
export class RequirementSettled extends DomainError {
  readonly code = 'requirement.settled';
  constructor(requirementId: string, status: string) {
    super(`the requirement is ${status} already`, { requirementId, status });
  }
}

/** The playbook does not let this requirement be waived, or deferred. */
export class ExceptionNotAllowed extends DomainError {
  readonly code = 'requirement.exception-not-allowed';
  constructor(requirementId: string, decision: string) {
    super(`the requirement cannot be ${decision}`, { requirementId, decision });
  }
}

/** A waiver or deferral of the requirement waits for its decision already. */
export class ExceptionPending extends DomainError {
  readonly code = 'requirement.exception-pending';
  constructor(requirementId: string) {
    super('a waiver or deferral has been asked for already', { requirementId });
  }
}

/** There is no such waiver or deferral to decide or to take back. */
export class ExceptionNotRequested extends DomainError {
  readonly code = 'requirement.exception-not-requested';
  constructor(requirementId: string) {
    super('there is no such waiver or deferral', { requirementId });
  }
}

/** Four eyes: who asked for an exception, or brought the evidence, does not decide on it. */
export class ApproverNotIndependent extends DomainError {
  readonly code = 'requirement.approver-not-independent';
  constructor(requirementId: string) {
    super('who asked for it or brought a document for it cannot decide on it', { requirementId });
  }
}

/** The document cannot serve for this requirement. */
export class DocumentNotReusable extends DomainError {
  readonly code = 'document.not-reusable';
  constructor(documentId: string) {
    super('the document cannot be used again here', { documentId });
  }
}

/** The request asks for no such thing, or not any more. */
export class InfoItemUnknown extends DomainError {
  readonly code = 'info.unknown-item';
  constructor(itemId: string) {
    super('the request asks for no such thing', { itemId });
  }
}
