import type { AnswerValue } from '../case/case.ts';
import type { FactName } from './condition.ts';

/** What conditions may ask about one case. A name that is not in the map is not known. */
export type Facts = ReadonlyMap<FactName, AnswerValue>;

/** Blank text, an empty list and null are no answers. */
export function isAnswered(value: unknown): value is AnswerValue {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return !Array.isArray(value) || value.length > 0;
}
