import { createHash, randomUUID } from 'node:crypto';
import { StateError } from './state-error.ts';

const hashNames: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * The functions that Step Functions adds to JSONata, and the engine's clock for `$now` and `$millis`.
 * Source: Step Functions Developer Guide, "JSONata functions provided by Step Functions". `$eval` does not exist there.
 */
export function jsonataFunctions(now: number): Readonly<Record<string, unknown>> {
  return { ...pure, millis: () => now, now: (...picture: unknown[]) => currentTime(now, picture) };
}

const pure: Readonly<Record<string, unknown>> = {
  eval: () => fail('$eval is not supported'),
  parse: (text: string): unknown => JSON.parse(text),
  uuid: () => randomUUID(),
  partition: (list: readonly unknown[], size: number) => partition(list, size),
  range: (first: number, last: number, step: number) => range(first, last, step),
  hash: (text: string, algorithm: string) => {
    const name = hashNames[algorithm];
    return name ? createHash(name).update(text).digest('hex') : fail(`$hash does not know ${algorithm}`);
  },
  random: (seed?: number) => (seed === undefined ? Math.random() : fail('$random with a seed is not supported')),
};

function fail(what: string): never {
  throw new StateError('States.QueryEvaluationError', `${what}.`);
}

function currentTime(now: number, picture: readonly unknown[]): string {
  if (picture.some((part) => part !== undefined)) fail('$now with a picture is not supported; use $fromMillis');
  return new Date(now).toISOString();
}

function partition(list: readonly unknown[], size: number): unknown[][] {
  const parts: unknown[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

function range(first: number, last: number, step: number): number[] {
  const numbers: number[] = [];
  if (step === 0) fail('$range needs a step that is not 0');
  for (let at = first; step > 0 ? at <= last : at >= last; at += step) numbers.push(at);
  if (numbers.length > 1000) fail('$range gives at most 1000 numbers');
  return numbers;
}
