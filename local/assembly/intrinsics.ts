/** What the functions of a template ask about the template around them. */
export interface TemplateScope {
  readonly stack: string;
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): string;
  mapping(map: string, first: string, second: string): unknown;
  condition(name: string): boolean;
  imported(name: string): unknown;
  /** Turns an address of AWS that was put together from parts into the one that answers here. */
  localise(text: string): string;
}

/** Stands for `AWS::NoValue`: the property or list entry is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: TemplateScope) => unknown;

/**
 * Resolves every intrinsic function in a value of a template.
 * @returns plain JSON, or NO_VALUE
 * @throws one sentence for a function the engine does not know
 */
export function resolveValue(value: unknown, scope: TemplateScope): unknown {
  if (typeof value === 'string') return literal(value, scope);
  if (Array.isArray(value))
    return value.map((entry) => resolveValue(entry, scope)).filter((entry) => entry !== NO_VALUE);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const only = entries.length === 1 ? entries[0] : undefined;
  if (only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) return intrinsic(only[0], only[1], scope);
  const resolved = entries.map(([key, entry]) => [key, resolveValue(entry, scope)] as const);
  return Object.fromEntries(resolved.filter(([, entry]) => entry !== NO_VALUE));
}

/**
 * Evaluates an entry of `Conditions` or a condition function in place.
 * @throws one sentence for a function the engine does not know
 */
export function resolveCondition(value: unknown, scope: TemplateScope): boolean {
  const [name, argument] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  switch (name) {
    case 'Condition':
      return scope.condition(argument as string);
    case 'Fn::Equals': {
      const [left, right] = (argument as unknown[]).map((side) => resolveValue(side, scope));
      return left === right;
    }
    case 'Fn::Not':
      return !resolveCondition((argument as unknown[])[0], scope);
    case 'Fn::And':
      return (argument as unknown[]).every((part) => resolveCondition(part, scope));
    case 'Fn::Or':
      return (argument as unknown[]).some((part) => resolveCondition(part, scope));
    default:
      throw new Error(`Stack ${scope.stack} has a condition with ${name}, which the local engine does not know.`);
  }
}

function literal(value: string, scope: TemplateScope): string {
  if (!value.includes('{{resolve:')) return value;
  throw new Error(
    `Stack ${scope.stack} has a dynamic reference ("{{resolve:…}}"), which the local engine does not know.`,
  );
}

function intrinsic(name: string, argument: unknown, scope: TemplateScope): unknown {
  const run = INTRINSICS[name];
  if (!run) throw new Error(`Stack ${scope.stack} uses ${name}, which the local engine does not know.`);
  return run(argument, scope);
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => (name === 'AWS::NoValue' ? NO_VALUE : scope.ref(name as string)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? argument : (argument as string).split('.');
    return scope.attribute(logicalId, attribute.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = argument as [string, unknown];
    return scope.localise((resolveValue(parts, scope) as unknown[]).join(separator));
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return scope.localise(substitute(text, variables, scope));
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = resolveValue(argument, scope) as [number | string, unknown[]];
    const chosen = list[Number(index)];
    if (chosen === undefined) throw new Error(`Stack ${scope.stack} selects entry ${index} of a shorter list.`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = resolveValue(argument, scope) as [string, string];
    return text.split(separator);
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = argument as [string, unknown, unknown];
    return resolveValue(scope.condition(condition) ? then : otherwise, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = resolveValue(argument, scope) as [string, string, string];
    return scope.mapping(map, first, second);
  },
  'Fn::ImportValue': (argument, scope) => scope.imported(resolveValue(argument, scope) as string),
  'Fn::Base64': (argument, scope) => Buffer.from(resolveValue(argument, scope) as string).toString('base64'),
};

function substitute(text: string, variables: Record<string, unknown>, scope: TemplateScope): string {
  return text.replace(/\$\{([^}]+)\}/g, (_match, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in variables) return String(resolveValue(variables[name], scope));
    if (name.includes('.')) return String(INTRINSICS['Fn::GetAtt']!(name, scope));
    return String(scope.ref(name));
  });
}
