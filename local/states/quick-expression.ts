import type { ExprNode } from 'jsonata';

/** What expressions see: `$states` and the variables in scope. */
export interface Names {
  readonly states: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Evaluates at once, or gives `notQuick` when the values need the full language (lists along a path, mixed types). */
export type QuickExpression = (names: Names) => unknown;

export const notQuick = Symbol('not quick');

/**
 * Compiles what our machines use most (field access, literals, comparison, `and`, `or`, `+ - *`) into plain functions; undefined
 * for anything else. A full JSONata evaluation costs about a hundred times as much. A test compares both on the same
 * values.
 */
export function compileQuick(node: ExprNode): QuickExpression | undefined {
  // Any other member (a predicate, a group, an order …) changes the meaning.
  if (!Object.keys(node).every((key) => plainMembers.has(key))) return undefined;
  // The published type of a node lacks `path`.
  switch (node.type as ExprNode['type'] | 'path') {
    case 'string':
    case 'number':
    case 'value':
      return literal(node.value);
    case 'variable':
      return variable(String(node.value));
    case 'path':
      return path(node);
    case 'binary':
      return binary(node as BinaryNode);
    default:
      return undefined;
  }
}

const plainMembers: ReadonlySet<string> = new Set(['type', 'value', 'position', 'steps', 'lhs', 'rhs']);

// The published type of a node lacks both operands.
type BinaryNode = ExprNode & { readonly lhs: ExprNode; readonly rhs: ExprNode };

function literal(value: unknown): QuickExpression {
  return () => value;
}

function variable(name: string): QuickExpression | undefined {
  if (name === '' || name === '$') return undefined;
  if (name === 'states') return (names) => names.states;
  return (names) => (Object.hasOwn(names.variables, name) ? names.variables[name] : undefined);
}

function path(node: ExprNode): QuickExpression | undefined {
  const [first, ...rest] = node.steps ?? [];
  const names = rest.every((step) => step.type === 'name' && Object.keys(step).length === 3);
  if (!names || first?.type !== 'variable' || Object.keys(first).length !== 3) return undefined;
  const start = variable(String(first.value));
  const fields = rest.map((step) => String(step.value));
  return start && ((scope) => fields.reduce<unknown>(fieldOf, start(scope)));
}

function fieldOf(value: unknown, field: string): unknown {
  if (value === notQuick || Array.isArray(value)) return notQuick;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[field];
}

function binary(node: BinaryNode): QuickExpression | undefined {
  const compare = operators[String(node.value)];
  const left = compare && compileQuick(node.lhs);
  const right = compare && compileQuick(node.rhs);
  if (!left || !right) return undefined;
  return (names) => {
    const [a, b] = [left(names), right(names)];
    return a === notQuick || b === notQuick ? notQuick : compare(a, b);
  };
}

const operators: Readonly<Record<string, (left: unknown, right: unknown) => unknown>> = {
  '=': (left, right) => equality(left, right, true),
  '!=': (left, right) => equality(left, right, false),
  and: (left, right) => (areBooleans(left, right) ? left && right : notQuick),
  or: (left, right) => (areBooleans(left, right) ? left || right : notQuick),
  '+': (left, right) => arithmetic(left, right, (a, b) => a + b),
  '-': (left, right) => arithmetic(left, right, (a, b) => a - b),
  '*': (left, right) => arithmetic(left, right, (a, b) => a * b),
  '<': (left, right) => order(left, right, (a, b) => a < b),
  '<=': (left, right) => order(left, right, (a, b) => a <= b),
  '>': (left, right) => order(left, right, (a, b) => a > b),
  '>=': (left, right) => order(left, right, (a, b) => a >= b),
};

function arithmetic(left: unknown, right: unknown, compute: (a: number, b: number) => number): unknown {
  if (typeof left !== 'number' || typeof right !== 'number') return notQuick;
  const result = compute(left, right);
  return Number.isFinite(result) ? result : notQuick;
}

function order(left: unknown, right: unknown, compare: (a: number, b: number) => boolean): unknown {
  return typeof left === 'number' && typeof right === 'number' ? compare(left, right) : notQuick;
}

/** In JSONata both `=` and `!=` are false when a side is missing. */
function equality(left: unknown, right: unknown, wanted: boolean): unknown {
  if (left === undefined || right === undefined) return false;
  const scalars = [left, right].every((side) => typeof side !== 'object' || side === null);
  return scalars ? (left === right) === wanted : notQuick;
}

function areBooleans(left: unknown, right: unknown): boolean {
  return typeof left === 'boolean' && typeof right === 'boolean';
}
