import { type Bindings, compileExpression, type Expression } from './expression.ts';

/** A field's value: JSON in which strings of the form `{% … %}` are JSONata. */
export interface Template {
  /** Present when nothing has to be evaluated. */
  readonly constant?: { readonly value: unknown };
  evaluate(bindings: Bindings): unknown;
}

/**
 * Compiles a field's value; throws one sentence on a broken expression and on members that belong to the JSONPath
 * language (`name.$`). `where` names state and field.
 */
export function compileTemplate(value: unknown, where: string): Template {
  const compiled = compileValue(value, where);
  if (compiled) return { evaluate: compiled };
  return { constant: { value }, evaluate: () => value };
}

/** The expression inside `{% %}`, undefined for any other value. */
export function expressionSource(value: unknown, where: string): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('{%')) return undefined;
  if (!value.endsWith('%}')) throw new Error(`${where} begins with {% but does not end with %}.`);
  return value.slice(2, -2).trim();
}

/** Undefined for constants, so that they are neither copied nor awaited. */
function compileValue(value: unknown, where: string): Expression | undefined {
  if (Array.isArray(value)) return compileList(value, where);
  if (typeof value === 'object' && value !== null) return compileMembers(value, where);
  const source = expressionSource(value, where);
  if (source === undefined) return undefined;
  try {
    return compileExpression(source);
  } catch (error) {
    throw error instanceof Error ? new Error(`${where}: ${error.message}`) : error;
  }
}

function compileList(list: readonly unknown[], where: string): Expression | undefined {
  const parts = list.map((item, at) => compileValue(item, `${where}[${at}]`));
  if (parts.every((part) => part === undefined)) return undefined;
  return async (bindings) => {
    const items: unknown[] = [];
    for (const [at, part] of parts.entries()) items.push(part ? await part(bindings) : list[at]);
    return items;
  };
}

function compileMembers(object: object, where: string): Expression | undefined {
  const path = Object.keys(object).find((key) => key.endsWith('.$'));
  if (path !== undefined) throw new Error(`${where} has the JSONPath member ${path}, which JSONata does not have.`);
  const parts = Object.entries(object).map(
    ([key, value]) => [key, value as unknown, compileValue(value, `${where}.${key}`)] as const,
  );
  if (parts.every(([, , part]) => part === undefined)) return undefined;
  return async (bindings) => {
    const members: Record<string, unknown> = {};
    for (const [key, value, part] of parts) members[key] = part ? await part(bindings) : value;
    return members;
  };
}
