import type { AnswerValue } from '../case/case.ts';
import { isComplianceFact, isTextVariable, VARIABLE } from './text-variables.ts';

/** What a variable stands for; `undefined` when it is not known. */
export type VariableValue = (name: string) => AnswerValue | undefined;

/**
 * A text of a playbook with its variables filled in. What is not known, and what no customer may read, leaves nothing: the
 * linter refuses such texts, and this is the second lock.
 */
export function fillText(text: string, read: VariableValue): string {
  return text.replaceAll(VARIABLE, (_, name: string) =>
    isTextVariable(name) && !isComplianceFact(name) ? said(read(name)) : '',
  );
}

function said(value: AnswerValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
