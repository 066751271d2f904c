import type * as z from 'zod/mini';
import type { InputError } from '../domain/errors.ts';
import { RequestInvalid, RequestMalformed } from './request-errors.ts';

type Issue = z.core.$ZodIssue;
type Where = 'body' | 'query';

/** A finding, and whether it is one of form (400) rather than of meaning (422). */
interface Finding extends InputError {
  readonly isForm: boolean;
}

/**
 * What the schema makes of the value. Says what is wrong with it in our own words: a bare ZodError may also come from
 * a stored item, and must then be a 500.
 * @throws {RequestMalformed} for an unknown member or a wrong type · {RequestInvalid} for everything else
 */
export function accept<S extends z.ZodMiniType>(where: Where, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const findings = result.error.issues.flatMap((issue) => findingsOf(where, issue, value));
  const malformed = findings.filter(({ isForm }) => isForm);
  const errors = findings.map(({ isForm: _, ...error }) => error);
  throw malformed[0] === undefined ? new RequestInvalid(errors) : new RequestMalformed(codeOf(malformed), errors);
}

function codeOf(malformed: readonly Finding[]) {
  const codes = malformed.map(({ code }) => code);
  if (codes.includes('request.unknown-parameter')) return 'request.unknown-parameter';
  return codes.includes('request.unknown-member') ? 'request.unknown-member' : 'request.wrong-type';
}

function findingsOf(where: Where, issue: Issue, value: unknown): readonly Finding[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknown(where, [...issue.path, key]));
  if (issue.code === 'invalid_key') return [unknown(where, issue.path)];
  const input = valueAt(value, issue.path);
  if (input === undefined) return [meaning(issue.path, 'value.missing', 'This is needed.')];
  if (issue.code === 'invalid_union') return unionFindings(where, issue, value);
  if (issue.code === 'invalid_type') return [wrongType(issue.path)];
  if (issue.code === 'invalid_value') return [invalidValue(issue, input)];
  return [outOfBounds(issue)];
}

/** Of the alternative that was missed by least, its own findings; where none is of that type, the type is wrong. */
function unionFindings(where: Where, issue: Issue & { code: 'invalid_union' }, value: unknown): readonly Finding[] {
  const alternatives: readonly (readonly Issue[])[] = issue.errors;
  const input = valueAt(value, issue.path);
  const [nearest] = alternatives
    .filter((issues) => !issues.some((inner) => inner.path.length === 0 && isOfType(inner, input)))
    .toSorted((a, b) => weightOf(a) - weightOf(b));
  if (nearest === undefined) return [wrongType(issue.path)];
  return nearest.flatMap((inner) => findingsOf(where, { ...inner, path: [...issue.path, ...inner.path] }, value));
}

/** Whether the issue is with the type of the input itself. */
function isOfType(issue: Issue, input: unknown): boolean {
  if (issue.code === 'invalid_value') return typeof input !== typeof issue.values[0];
  return issue.code === 'invalid_type';
}

const weightOf = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

function invalidValue(issue: Issue & { code: 'invalid_value' }, input: unknown): Finding {
  if (isOfType(issue, input)) return wrongType(issue.path);
  return meaning(issue.path, 'value.not-an-option', `Use one of ${issue.values.map(String).join(', ')}.`);
}

const BOUNDS: Readonly<Record<string, readonly [code: string, words: string]>> = {
  'too_small string': ['value.too-short', 'This is too short.'],
  'too_big string': ['value.too-long', 'This is too long.'],
  'too_small array': ['value.too-few', 'There are too few of these.'],
  'too_big array': ['value.too-many', 'There are too many of these.'],
  too_small: ['value.too-small', 'This is too small.'],
  too_big: ['value.too-large', 'This is too large.'],
};

function outOfBounds(issue: Issue): Finding {
  const origin = 'origin' in issue ? issue.origin : '';
  const [code, words] = BOUNDS[`${issue.code} ${origin}`] ??
    BOUNDS[issue.code] ?? ['value.wrong-format', 'This is not written the way it should be.'];
  return meaning(issue.path, code, words);
}

const meaning = (path: readonly PropertyKey[], code: string, message: string): Finding => ({
  pointer: pointerOf(path),
  code,
  message,
  isForm: false,
});

const wrongType = (path: readonly PropertyKey[]): Finding => ({
  pointer: pointerOf(path),
  code: 'request.wrong-type',
  message: 'This is of the wrong type.',
  isForm: true,
});

const unknown = (where: Where, path: readonly PropertyKey[]): Finding => ({
  pointer: pointerOf(path),
  code: where === 'query' ? 'request.unknown-parameter' : 'request.unknown-member',
  message: where === 'query' ? 'There is no such parameter here.' : 'There is no such member here.',
  isForm: true,
});

/** RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[part];
  }
  return found;
}
