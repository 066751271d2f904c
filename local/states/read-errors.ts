import {
  type Fields,
  fieldsOf,
  listField,
  numberField,
  refuseUnknownFields,
  templateField,
  textField,
} from './fields.ts';
import type { Catcher, Retrier } from './machine.ts';

const retrierFields = [
  'ErrorEquals',
  'IntervalSeconds',
  'BackoffRate',
  'MaxAttempts',
  'MaxDelaySeconds',
  'JitterStrategy',
  'Comment',
];
const catcherFields = ['ErrorEquals', 'Next', 'Output', 'Assign', 'Comment'];

/** Reads `Retry` with the defaults of the States language: 1 s, three attempts, doubling, no upper bound. */
export function readRetriers(fields: Fields, where: string): readonly Retrier[] {
  return readAll(fields, 'Retry', retrierFields, where, (retrier, here) => {
    const jitter = retrier['JitterStrategy'] ?? 'NONE';
    if (jitter !== 'NONE' && jitter !== 'FULL') throw new Error(`${here} has the unknown JitterStrategy ${jitter}.`);
    return {
      errorEquals: readErrorNames(retrier, here),
      intervalSeconds: numberField(retrier, 'IntervalSeconds', here, 1, 1),
      backoffRate: numberField(retrier, 'BackoffRate', here, 2, 1),
      maxAttempts: numberField(retrier, 'MaxAttempts', here, 3, 0),
      maxDelaySeconds: numberField(retrier, 'MaxDelaySeconds', here, Number.POSITIVE_INFINITY, 1),
      fullJitter: jitter === 'FULL',
    };
  });
}

export function readCatchers(fields: Fields, where: string): readonly Catcher[] {
  return readAll(fields, 'Catch', catcherFields, where, (catcher, here) => ({
    errorEquals: readErrorNames(catcher, here),
    next: textField(catcher, 'Next', here),
    output: templateField(catcher, 'Output', here),
    assign: templateField(catcher, 'Assign', here),
  }));
}

function readAll<T extends Retrier | Catcher>(
  fields: Fields,
  field: 'Retry' | 'Catch',
  known: readonly string[],
  where: string,
  read: (fields: Fields, where: string) => T,
): readonly T[] {
  if (!(field in fields)) return [];
  const entries = listField(fields, field, where).map((value, at) => {
    const here = `${where}, ${field} ${at}`;
    const entry = fieldsOf(value, here);
    refuseUnknownFields(entry, known, here);
    return read(entry, here);
  });
  const wildcard = entries.findIndex((entry) => entry.errorEquals.includes('States.ALL'));
  if (wildcard >= 0 && wildcard < entries.length - 1) {
    throw new Error(`${where} has ${field} entries after the one for States.ALL, which can never be reached.`);
  }
  return entries;
}

function readErrorNames(fields: Fields, where: string): readonly string[] {
  const names = listField(fields, 'ErrorEquals', where).map(String);
  if (names.length === 0) throw new Error(`${where} needs at least one error name in ErrorEquals.`);
  if (names.length > 1 && names.includes('States.ALL')) throw new Error(`${where} must name States.ALL alone.`);
  return names;
}
