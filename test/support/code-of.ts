import { DomainError } from '../../shared/domain/errors.ts';

/** Code of the refusal, or `accepted`. Anything else that is thrown is a mistake and stays one. */
export function codeOf(act: () => unknown): string {
  const refusal = refusalOf(act);
  return refusal === undefined ? 'accepted' : refusal.code;
}

/** `pointer code` of each thing that the refusal names. */
export function problemsOf(act: () => unknown): readonly string[] {
  const refusal = refusalOf(act);
  const errors = refusal !== undefined && 'errors' in refusal ? refusal.errors : [];
  return (errors as readonly { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`);
}

export function refusalOf(act: () => unknown): DomainError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
