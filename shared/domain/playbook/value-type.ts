import type { Field, FieldType } from './playbook.ts';

type JsonKind = 'text' | 'number' | 'yes or no' | 'list of texts';

const KINDS: Readonly<Record<FieldType, JsonKind>> = {
  text: 'text',
  long_text: 'text',
  date: 'text',
  email: 'text',
  phone: 'text',
  country: 'text',
  choice: 'text',
  number: 'number',
  percentage: 'number',
  boolean: 'yes or no',
  multi_choice: 'list of texts',
};

/** Tells what JSON a field takes when the value is of another kind; `undefined` when it fits. Null always fits. */
export function wrongKind(field: Field, value: unknown): JsonKind | undefined {
  const kind = KINDS[field.type];
  return value === null || fits(kind, value) ? undefined : kind;
}

function fits(kind: JsonKind, value: unknown): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (kind === 'yes or no') return typeof value === 'boolean';
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
