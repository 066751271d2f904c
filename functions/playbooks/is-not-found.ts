import { CaseNotFound } from '../../shared/domain/errors.ts';

/** For `catch`: nothing instead of a case that is not there. */
export function isNotFound(error: unknown): undefined {
  if (!(error instanceof CaseNotFound)) throw error;
}
