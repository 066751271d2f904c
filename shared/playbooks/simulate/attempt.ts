import type { Case } from '../../domain/case/case.ts';
import type { Decision } from '../../domain/case/decision.ts';
import { CaseIncomplete, DomainError, InputInvalid } from '../../domain/errors.ts';

/** What became of a command; one that was refused leaves the case as it was. */
export interface Attempt extends Decision {
  readonly refusal?: DomainError;
}

export function attempt(before: Case, command: (case_: Case) => Decision): Attempt {
  try {
    return command(before);
  } catch (error) {
    if (error instanceof DomainError) return { case: before, facts: [], refusal: error };
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
