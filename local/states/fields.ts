import { compileTemplate, type Template } from './template.ts';

/** A JSON object of a definition. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; throws one sentence when it is something else. */
export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Error(`${where} must be an object.`);
}

/** Throws one sentence naming the first field that is not in the list: the interpreter ignores nothing. */
export function refuseUnknownFields(fields: Fields, known: readonly string[], where: string): void {
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown !== undefined)
    throw new Error(`${where} has the field ${unknown}, which the interpreter does not support.`);
}

export function textField(fields: Fields, field: string, where: string): string {
  const value = fields[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where} needs a text in ${field}.`);
}

/** A number within its bounds, or the default when the field is absent. */
export function numberField(fields: Fields, field: string, where: string, absent: number, lowest: number): number {
  const value = fields[field];
  if (value === undefined) return absent;
  if (typeof value === 'number' && value >= lowest) return value;
  throw new Error(`${where} needs a number of at least ${lowest} in ${field}.`);
}

export function listField(fields: Fields, field: string, where: string): readonly unknown[] {
  const value = fields[field];
  if (Array.isArray(value)) return value;
  throw new Error(`${where} needs a list in ${field}.`);
}

/** A field that may hold JSONata; undefined when absent. */
export function templateField(fields: Fields, field: string, where: string): Template | undefined {
  return field in fields ? compileTemplate(fields[field], `${where}, field ${field}`) : undefined;
}

/** A whole number, or JSONata that gives one; a constant is checked here, the other when it was evaluated. */
export function countField(fields: Fields, field: string, where: string, lowest: 0 | 1): Template | undefined {
  const template = templateField(fields, field, where);
  const constant = template?.constant?.value;
  if (template?.constant && !(typeof constant === 'number' && Number.isInteger(constant) && constant >= lowest)) {
    throw new Error(`${where} needs a whole number from ${lowest} in ${field}.`);
  }
  return template;
}
