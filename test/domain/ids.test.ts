import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseNumber, parseCaseNumber } from '../../shared/domain/ids.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const numbers = fc.uint8Array({ minLength: 7, maxLength: 7 }).map((bytes) => caseNumber(bytes));
/** Places of the eight characters in `ONB-XXXX-XXXX`. */
const PLACES = [4, 5, 6, 7, 9, 10, 11, 12];

function put(number: string, place: number, character: string): string {
  return `${number.slice(0, place)}${character}${number.slice(place + 1)}`;
}

describe('case numbers', () => {
  it.each([
    [[0, 0, 0, 0, 0, 0, 0], 'ONB-0000-0000'],
    [[0, 0, 0, 0, 0, 0, 1], 'ONB-0000-001Y'],
    [[1, 0, 0, 0, 0, 0, 0], 'ONB-1000-000Y'],
    [[31, 31, 31, 31, 31, 31, 31], 'ONB-ZZZZ-ZZZ7'],
    [[10, 11, 12, 13, 14, 15, 16], 'ONB-ABCD-EFGG'],
    [[255, 254, 253, 252, 251, 250, 249], 'ONB-ZYXW-VTS8'],
  ])('of %j is %s', (randoms, expected) => {
    expect(caseNumber(randoms)).toBe(expected);
  });

  it('take seven random numbers, no more and no fewer', () => {
    expect(() => caseNumber([1, 2, 3])).toThrow(RangeError);
    expect(() => caseNumber([1, 2, 3, 4, 5, 6, 7, 8])).toThrow(RangeError);
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(parseCaseNumber(number)).toBe(number);
      }),
    );
  });

  it('are understood as people write them', () => {
    expect(parseCaseNumber(' onb-1ooo-oooy ')).toBe('ONB-1000-000Y');
    expect(parseCaseNumber('ONBL000OOOY')).toBe('ONB-1000-000Y');
    expect(parseCaseNumber('onb-i000-000y')).toBe('ONB-1000-000Y');
  });

  it('with one wrong character are none', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...PLACES), fc.constantFrom(...ALPHABET), (number, place, character) => {
        fc.pre(number[place] !== character);
        expect(parseCaseNumber(put(number, place, character))).toBeUndefined();
      }),
    );
  });

  it('with two neighbours swapped are none, unless they are 0 and Z', () => {
    const pairs = PLACES.slice(0, -1).map((place, index) => [place, PLACES[index + 1] ?? 0] as const);
    fc.assert(
      fc.property(numbers, fc.constantFrom(...pairs), (number, [left, right]) => {
        const [a = '', b = ''] = [number[left], number[right]];
        fc.pre(a !== b && [a, b].sort().join('') !== '0Z');
        expect(parseCaseNumber(put(put(number, left, b), right, a))).toBeUndefined();
      }),
    );
  });

  it.each([[''], ['ONB-'], ['ONB-0000'], ['ABC-0000-0000'], ['ONB-0000-00000'], ['ONB-000U-0000'], ['case_01J']])(
    'are not %s',
    (text) => {
      expect(parseCaseNumber(text)).toBeUndefined();
    },
  );
});
