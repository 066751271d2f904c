import { DomainError } from '../errors.ts';
import type { Question } from '../migration/questions.ts';
/** Somebody has to say what becomes of something before the case can go over to the other version. */
export class MigrationUndecided extends DomainError {
  readonly code = 'migration.undecided';
  readonly questions: readonly Question[];
  constructor(questions: readonly Question[]) {
    super(`${questions.length} question(s) are open`, { codes: [...new Set(questions.map(({ code }) => code))] });
    this.questions = questions;
  }
}

/** The case was not brought to its version by that migration, or has moved on since. */
export class MigrationNotRevertible extends DomainError {
  readonly code = 'migration.not-revertible';
  constructor() {
    super('the case has taken its next step, or came to its version otherwise');
  }
}
