import { type InputError, InputInvalid } from '../errors.ts';
import { MAXIMUM_TEXT_LENGTH } from './caps.ts';

/**
 * The text without white space around it.
 *
 * @throws {InputInvalid} when it is blank, or longer than 8,000 UTF-16 code units
 */
export function requireText(text: string, pointer: string): string {
  const problem = textProblem(text, pointer);
  if (problem !== undefined) throw new InputInvalid([problem]);
  return text.trim();
}

export function textProblem(text: string, pointer: string): InputError | undefined {
  if (text.trim() === '') return { pointer, code: 'text.blank', message: 'Write something here.' };
  if (text.length <= MAXIMUM_TEXT_LENGTH) return undefined;
  return { pointer, code: 'text.too-long', message: `At most ${MAXIMUM_TEXT_LENGTH} characters.` };
}

/** @throws {InputInvalid} when there is any problem */
export function refuseProblems(problems: readonly (InputError | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new InputInvalid(found);
}
