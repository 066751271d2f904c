import type { FactName } from '../playbook/condition.ts';

/** What a mail to a customer may say of the case itself. `dueDay` and `expectedDay` are days in words. */
export const TEXT_VARIABLES = [
  'number',
  'process',
  'applicantName',
  'agentName',
  'dueDay',
  'expectedDay',
  'stageTitle',
] as const;

/** Facts of the case that it may say: what the customer has told us, and what the playbook makes of that. */
export type FactVariable = `answers.${string}` | `members.${string}.count` | `decisions.${string}`;
export type TextVariable = (typeof TEXT_VARIABLES)[number] | FactVariable;

/** A variable as it is written; what stands between the braces is its name. */
export const VARIABLE = /\{\{([^{}]*)\}\}/g;
const FACT = /^(answers\.[A-Za-z0-9]+|members\.[a-z0-9-]+\.count|decisions\.[a-z0-9-]+)$/;
const COMPLIANCE_FACT = /^(checks\.|risk\.)/;

/** Names between `{{` and `}}`, as often as they stand there. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name ?? '');
}

/** Whether some `{{` or `}}` is left that belongs to no variable. */
export const hasLooseBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(VARIABLE, ''));

/** Whether the name can be a variable of a text to customers at all. */
export function isTextVariable(name: string): name is TextVariable {
  return TEXT_VARIABLES.some((variable) => variable === name) || FACT.test(name);
}

/** Results of checks and the risk that they came to: nothing that a customer reads may tell them. */
export const isComplianceFact = (fact: FactName): boolean => COMPLIANCE_FACT.test(fact);
