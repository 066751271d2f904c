import type { AnswerValue } from '../case/case.ts';
import { COUNTRIES } from './countries.ts';
import type { Field } from './playbook.ts';

/** What is wrong with an answer of the right JSON kind. */
export interface ValueProblem {
  readonly code: string;
  readonly message: string;
}

const MAXIMUM_LENGTH = { text: 500, long_text: 5000, other: 320 } as const;
// Deliberately loose: the address is proved by a mail that arrives, not by a pattern.
const EMAIL = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;
const PHONE = /^\+?[0-9][0-9 ()./-]{4,28}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The first thing wrong with an answered value. `today` is `YYYY-MM-DD`. */
export function checkValue(field: Field, value: AnswerValue, today: string): ValueProblem | undefined {
  if (typeof value === 'string') return checkText(field, value, today);
  if (typeof value === 'number') return checkNumber(field, value);
  if (typeof value === 'boolean') return checkAgreement(field, value);
  return Array.isArray(value) ? checkList(field, value) : undefined;
}

function checkText(field: Field, value: string, today: string): ValueProblem | undefined {
  const length = [...value].length;
  const maximum = longestText(field);
  if (length > maximum) return problem('field.too-long', `Use at most ${maximum} characters.`);
  if (field.minLength !== undefined && length < field.minLength) {
    return problem('field.too-short', `Use at least ${field.minLength} characters.`);
  }
  return checkFormat(field, value, today) ?? checkPattern(field, value);
}

/** Characters that a text in this field may have. */
export function longestText({ type, maxLength }: Field): number {
  return maxLength ?? (type === 'text' || type === 'long_text' ? MAXIMUM_LENGTH[type] : MAXIMUM_LENGTH.other);
}

function checkFormat(field: Field, value: string, today: string): ValueProblem | undefined {
  if (field.type === 'email' && !EMAIL.test(value)) return problem('field.not-an-email', 'Enter an e-mail address.');
  if (field.type === 'phone' && !PHONE.test(value)) return problem('field.not-a-phone', 'Enter a phone number.');
  if (field.type === 'country' && !COUNTRIES.has(value)) {
    return problem('field.not-a-country', 'Enter a two-letter country code such as GB.');
  }
  if (field.type === 'choice') return checkOption(field, value);
  return field.type === 'date' ? checkDate(field, value, today) : undefined;
}

function checkPattern(field: Field, value: string): ValueProblem | undefined {
  if (field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`).test(value)) return undefined;
  return problem('field.wrong-format', field.help ?? 'This is not written the way we expect it.');
}

function checkDate(field: Field, value: string, today: string): ValueProblem | undefined {
  if (!isDate(value)) return problem('field.not-a-date', 'Enter a date as year-month-day, such as 1980-02-29.');
  if (field.notInFuture === true && value > today) return problem('field.in-future', 'This date is in the future.');
  return undefined;
}

/** Whether the text is a day that exists, `YYYY-MM-DD`. */
export function isDate(value: string): boolean {
  const time = DATE.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function checkNumber(field: Field, value: number): ValueProblem | undefined {
  const isPercentage = field.type === 'percentage';
  const minimum = field.minimum ?? (isPercentage ? 0 : undefined);
  const maximum = field.maximum ?? (isPercentage ? 100 : undefined);
  if (minimum !== undefined && value < minimum) return problem('field.too-small', `Enter ${minimum} or more.`);
  if (maximum !== undefined && value > maximum) return problem('field.too-large', `Enter ${maximum} or less.`);
  return undefined;
}

function checkAgreement(field: Field, value: boolean): ValueProblem | undefined {
  if (field.mustBeTrue !== true || value) return undefined;
  return problem('field.must-be-true', 'We can only go on when you agree to this.');
}

function checkList(field: Field, values: readonly string[]): ValueProblem | undefined {
  if (new Set(values).size < values.length) return problem('field.repeated-option', 'Choose each option once.');
  return values.map((value) => checkOption(field, value)).find((found) => found !== undefined);
}

function checkOption(field: Field, value: string): ValueProblem | undefined {
  if (field.options?.some((option) => option.value === value)) return undefined;
  return problem('field.not-an-option', 'Choose one of the options.');
}

function problem(code: string, message: string): ValueProblem {
  return { code, message };
}
