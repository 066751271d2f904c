import { DomainError, type InputError } from '../errors.ts';

/** The caller may not do this to playbooks: they are configuration, which admins change and staff read. */
export class PlaybookForbidden extends DomainError {
  readonly code = 'playbook.forbidden';
  constructor(action: string) {
    super(`you may not ${action}`, { action });
  }
}

/** There is no such playbook, or it has no such version. */
export class PlaybookNotFound extends DomainError {
  readonly code = 'playbook.not-found';
  constructor() {
    super('there is no such playbook, or not in that version');
  }
}

/** Somebody else changed the version after it was read. */
export class PlaybookStale extends DomainError {
  readonly code = 'playbook.stale';
  constructor(currentVersion: number) {
    super('the version has changed since it was read', { currentVersion });
  }
}

/** Only a draft can be uploaded again or published: what was published is immutable, because cases follow it. */
export class PlaybookNotDraft extends DomainError {
  readonly code = 'playbook.not-draft';
  constructor(status: string) {
    super(`the version is ${status}; only a draft can be changed or published`, { status });
  }
}

/** Only a published version can be retired. */
export class PlaybookNotPublished extends DomainError {
  readonly code = 'playbook.not-published';
  constructor(status: string) {
    super(`the version is ${status}; only a published one can be retired`, { status });
  }
}

/** Whoever uploaded a version does not publish it: a second person has to have read it. */
export class PublisherNotIndependent extends DomainError {
  readonly code = 'playbook.publisher-not-independent';
  constructor() {
    super('somebody else than the uploader has to publish the version');
  }
}

/** Cases would get stuck, or go another way than the playbook's own scenarios; each item is one finding. */
export class PlaybookNotSound extends DomainError {
  readonly code = 'playbook.not-sound';
  readonly errors: readonly InputError[];
  constructor(findings: readonly InputError[]) {
    super(`the examination of the playbook has ${findings.length} finding(s)`);
    this.errors = findings;
  }
}
