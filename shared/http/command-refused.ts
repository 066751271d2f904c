import type { DomainError } from '../domain/errors.ts';

/** The case does not accept the command now; carries what it would accept from this caller. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  override readonly cause: DomainError;
  readonly allowedActions: readonly string[];
  constructor(cause: DomainError, allowedActions: readonly string[]) {
    super(cause.message);
    this.cause = cause;
    this.allowedActions = allowedActions;
  }
}
