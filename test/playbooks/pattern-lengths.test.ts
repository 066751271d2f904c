import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternLengths } from '../../shared/playbooks/lint/pattern-lengths.ts';

const ENDLESS = Number.POSITIVE_INFINITY;

describe('the lengths of what a pattern matches', () => {
  it.each<readonly [string, number, number]>([
    ['', 0, 0],
    ['abc', 3, 3],
    ['[A-Z][a-z ]*', 1, ENDLESS],
    ['\\d{4}', 4, 4],
    ['(?:\\d{2}-){2,3}x?', 6, 10],
    ['a|bcd|', 0, 3],
    ['(?<year>\\d+?)', 1, ENDLESS],
    ['[\\]a]{2,}', 2, ENDLESS],
    ['\\.\\/\\+', 3, 3],
    ['\\x41\\u0041', 1.5, 2],
    ['.{4}', 2, 4],
    ['[^a]\\D', 1, 2],
    ['()*', 0, 0],
  ])('are known for %s', (pattern, minimum, maximum) => {
    expect(patternLengths(pattern)).toEqual({ minimum, maximum });
  });

  it.each(['^a$', 'a\\b', '(?=a)a', '(?!b)a', '(a)\\1', '\\k<a>', '[]', '[^]', '(', ')', 'a{2', '\\p{L}', '😀'])(
    'are not told for %s',
    (pattern) => expect(patternLengths(pattern)).toBeUndefined(),
  );

  it('never leave out a text that the pattern matches', () => {
    const atom = fc.constantFrom('a', 'B', '\\d', '[a-c]', '[^a]', '.', '(?:ab|c)', '(d)');
    const times = fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}', '{2,}?');
    const part = fc.tuple(atom, times).map(([one, many]) => one + many);
    const pattern = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', 'B', 'c', 'd', '1', '😀'), { maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (source, characters) => {
        if (!new RegExp(`^(?:${source})$`).test(characters.join(''))) return;
        const lengths = patternLengths(source);
        expect(lengths?.minimum).toBeLessThanOrEqual(characters.length);
        expect(lengths?.maximum).toBeGreaterThanOrEqual(characters.length);
      }),
      { numRuns: 2000 },
    );
  });
});
