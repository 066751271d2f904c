import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileQuick, notQuick } from '../../../local/states/quick-expression.ts';

const values: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  '',
  'agent',
  [],
  [1],
  [[1]],
  [1, 2],
  [{ b: 1 }],
  [{ b: 1 }, { b: 2 }],
  {},
  { b: 1 },
  { b: 'agent' },
  { b: null },
  { b: [] },
  { b: [1] },
  { b: [{ c: 1 }] },
  { b: { c: 'agent' } },
  { b: { c: [3] } },
  { b: { c: true } },
];

const quick = [
  '$x',
  '$x.b',
  '$x.b.c',
  '$states.input',
  '$states.input.b',
  '$states.input.b.c',
  "$x = 'agent'",
  "$x.b = 'agent'",
  "$x.b != 'agent'",
  '$x = 1',
  '$x = null',
  '$x.b.c = true',
  '$x = $states.input',
  '$x.b = $states.input.b',
  '$x and $states.input',
  '$x or $states.input',
  "$x.b = 1 and $states.input = 'agent'",
  "$x.b.c = 'agent' or $x = 1",
  '$x + 1',
  '$x - $states.input',
  '$x * 2 + 1',
  '$x < 1',
  '$x >= $states.input',
  '$x.b > 0 and $x.b <= 1',
  "'text'",
  '42',
  'true',
  'null',
];
const full = [
  '$x[0]',
  '$x.b[c=1]',
  '$count($x)',
  '$x & "s"',
  '$x.*',
  '$x.b^(c)',
  '$',
  '$$.x',
  '$x.b ? 1 : 2',
  '$x{b: c}',
  '"a"[1]',
  '$x@$y.b',
  '$x[b=1] = 2',
  '$x.b[]',
  '$x.b#$i',
];

const outcome = async (run: () => unknown) => {
  try {
    return { value: JSON.stringify(await run()) };
  } catch {
    return { threw: true };
  }
};

describe('the quick form of an expression', () => {
  it.each(quick)('of %s gives what JSONata gives, or leaves it to JSONata', async (source) => {
    const whole = jsonata(source);
    const shortcut = compileQuick(whole.ast());
    let answered = 0;
    for (const x of values) {
      for (const input of values) {
        const variables = x === undefined ? {} : { x };
        const value = shortcut?.({ states: { input }, variables });
        if (value === notQuick) continue;
        answered += 1;
        const expected = await outcome(() => whole.evaluate(undefined, { ...variables, states: { input } }));
        expect({ value: JSON.stringify(value) }, `${source} with ${JSON.stringify({ x, input })}`).toEqual(expected);
      }
    }
    expect(answered).toBeGreaterThan(0);
  });

  it.each(full)('does not exist for %s', (source) => {
    expect(compileQuick(jsonata(source).ast())).toBeUndefined();
  });
});
