/** One alternative at a leaf of an event pattern. */
export interface LeafTest {
  readonly matches: (value: unknown) => boolean;
  /** Whether it holds where the event has no such leaf. */
  readonly matchesAbsent: boolean;
}

type Operator = (operand: unknown, where: string) => LeafTest;

/** Compiles one operator, e.g. `{"prefix": "x"}`. Throws one sentence on an operator or operand it does not know. */
export function leafTest(test: object, where: string): LeafTest {
  const [name, ...more] = Object.keys(test);
  const operator =
    name !== undefined && more.length === 0 && Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (name === undefined || !operator) {
    throw new Error(`The event pattern has an operator that is not supported at ${where}: ${JSON.stringify(test)}.`);
  }
  return operator((test as Readonly<Record<string, unknown>>)[name], where);
}

const operators: Readonly<Record<string, Operator>> = {
  prefix: (operand, where) => present(edgeTest('prefix', operand, where)),
  suffix: (operand, where) => present(edgeTest('suffix', operand, where)),
  'equals-ignore-case': (operand, where) => present(ignoringCase(operand, where)),
  wildcard: (operand, where) => present(wildcard(operand, where)),
  numeric: (operand, where) => present(numeric(operand, where)),
  'anything-but': (operand, where) => present(anythingBut(operand, where)),
  exists: (operand, where) => {
    if (typeof operand !== 'boolean') throw new Error(`exists needs true or false at ${where}.`);
    return { matches: () => operand, matchesAbsent: !operand };
  },
};

type ValueTest = (value: unknown) => boolean;

function present(matches: ValueTest): LeafTest {
  return { matches, matchesAbsent: false };
}

function text(operand: unknown, operator: string, where: string): string {
  if (typeof operand !== 'string') throw new Error(`${operator} needs a string at ${where}.`);
  return operand;
}

function edgeTest(edge: 'prefix' | 'suffix', operand: unknown, where: string): ValueTest {
  const folded = ignoreCaseOperand(operand);
  const wanted = folded ?? text(operand, edge, where);
  return (value) => {
    if (typeof value !== 'string') return false;
    const candidate = folded === undefined ? value : value.toLowerCase();
    return edge === 'prefix' ? candidate.startsWith(wanted) : candidate.endsWith(wanted);
  };
}

/** `{"equals-ignore-case": "x"}` inside prefix and suffix, lower-cased; undefined for any other operand. */
function ignoreCaseOperand(operand: unknown): string | undefined {
  if (typeof operand !== 'object' || operand === null || Object.keys(operand).length !== 1) return undefined;
  const wanted = (operand as Readonly<Record<string, unknown>>)['equals-ignore-case'];
  return typeof wanted === 'string' ? wanted.toLowerCase() : undefined;
}

function ignoringCase(operand: unknown, where: string): ValueTest {
  const wanted = text(operand, 'equals-ignore-case', where).toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
}

function wildcard(operand: unknown, where: string): ValueTest {
  const literal = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = text(operand, 'wildcard', where).split('*').map(literal);
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (value) => typeof value === 'string' && expression.test(value);
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(operand: unknown, where: string): ValueTest {
  const bounds = Array.isArray(operand) ? operand : [];
  const tests: Array<(value: number) => boolean> = [];
  for (let at = 0; at < bounds.length; at += 2) {
    const compare = comparisons[String(bounds[at])];
    const bound: unknown = bounds[at + 1];
    if (!compare || typeof bound !== 'number') break;
    tests.push((value) => compare(value, bound));
  }
  if (tests.length === 0 || tests.length * 2 !== bounds.length) {
    throw new Error(`numeric needs pairs of comparison and number at ${where}.`);
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function anythingBut(operand: unknown, where: string): ValueTest {
  if (isScalar(operand)) return (value) => value !== operand;
  if (Array.isArray(operand) && operand.length > 0 && operand.every(isScalar)) {
    return (value) => !operand.includes(value as never);
  }
  const tests = excludedTests(operand, where);
  return (value) => !tests.some((test) => test.matches(value));
}

/** `{"prefix": "a"}` or `{"prefix": ["a", "b"]}`, the same for suffix, wildcard and equals-ignore-case. */
function excludedTests(operand: unknown, where: string): readonly LeafTest[] {
  const entries = typeof operand === 'object' && operand !== null ? Object.entries(operand) : [];
  const [name, wanted] = entries[0] ?? [];
  if (entries.length !== 1 || !['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(String(name))) {
    throw new Error(`anything-but has an operand that is not supported at ${where}: ${JSON.stringify(operand)}.`);
  }
  return (Array.isArray(wanted) ? wanted : [wanted]).map((each) => leafTest({ [String(name)]: each }, where));
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
