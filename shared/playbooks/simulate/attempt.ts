import type { Case } from '../../domain/case/case.ts';
import type { Decision } from '../../domain/case/decision.ts';
import { CaseIncomplete, DomainError, InputInvalid } from '../../domain/errors.ts';

/** What became of a command: the case after it, or why it was refused. */
export interface Attempt {
  readonly case: Case;
  readonly refusal?: DomainError;
}

/** Gives a command; a refusal leaves the case as it was. */
export function attempt(before: Case, command: (case_: Case) => Decision): Attempt {
  try {
    return { case: command(before).case };
  } catch (error) {
    if (error instanceof DomainError) return { case: before, refusal: error };
    throw error;
  }
}

const SHOWN = 5;

/** The places that a refusal names, or else its words. */
export function reasonOf(refusal: DomainError): string {
  if (!(refusal instanceof CaseIncomplete || refusal instanceof InputInvalid)) return refusal.message;
  const places = refusal.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  const more = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : '';
  return `${places.slice(0, SHOWN).join(', ')}${more}`;
}
