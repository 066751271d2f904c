import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../../shared/domain/case/case.ts';
import type { Condition } from '../../../shared/domain/playbook/condition.ts';
import { evaluate, foresee } from '../../../shared/domain/playbook/evaluate.ts';

const facts = new Map<string, AnswerValue>([
  ['answers.purpose', 'other'],
  ['answers.isPoliticallyExposed', false],
  ['answers.sourceOfFunds', ['salary', 'other']],
  ['members.owner.count', 2],
]);

const cases: readonly (readonly [string, Condition, boolean])[] = [
  ['equals its value', { fact: 'answers.purpose', equals: 'other' }, true],
  ['does not equal another value', { fact: 'answers.purpose', equals: 'saving' }, false],
  ['false equals false', { fact: 'answers.isPoliticallyExposed', equals: false }, true],
  ['a text is not equal to a boolean', { fact: 'answers.isPoliticallyExposed', equals: 'false' }, false],
  ['lists are equal item by item', { fact: 'answers.sourceOfFunds', equals: ['salary', 'other'] }, true],
  ['a list with another item is not equal', { fact: 'answers.sourceOfFunds', equals: ['salary', 'pension'] }, false],
  ['a list is not equal to a text', { fact: 'answers.sourceOfFunds', equals: 'salary' }, false],
  ['a text is not equal to a list of it', { fact: 'answers.purpose', equals: ['other'] }, false],
  ['a shorter list is not equal', { fact: 'answers.sourceOfFunds', equals: ['salary'] }, false],
  ['the order of a list matters to equals', { fact: 'answers.sourceOfFunds', equals: ['other', 'salary'] }, false],
  ['is in a list of values', { fact: 'answers.purpose', in: ['saving', 'other'] }, true],
  ['is not in a list of other values', { fact: 'answers.purpose', in: ['saving'] }, false],
  ['a list includes an item', { fact: 'answers.sourceOfFunds', includes: 'other' }, true],
  ['a list does not include what is not in it', { fact: 'answers.sourceOfFunds', includes: 'pension' }, false],
  ['a text includes nothing, not even a part of itself', { fact: 'answers.purpose', includes: 'other' }, false],
  ['a number is at least itself', { fact: 'members.owner.count', atLeast: 2 }, true],
  ['a number is not at least more', { fact: 'members.owner.count', atLeast: 3 }, false],
  ['a number is not below itself', { fact: 'members.owner.count', below: 2 }, false],
  ['a number is below more', { fact: 'members.owner.count', below: 3 }, true],
  ['a text is not at least a number', { fact: 'answers.purpose', atLeast: 0 }, false],
  ['a text is not below a number either', { fact: 'answers.purpose', below: 99 }, false],
  ['a known fact exists', { fact: 'answers.purpose', exists: true }, true],
  ['an unknown fact does not exist', { fact: 'answers.never', exists: true }, false],
  ['an unknown fact is known not to exist', { fact: 'answers.never', exists: false }, true],
  ['an unknown fact equals nothing, not even null', { fact: 'answers.never', equals: null }, false],
  ['an unknown fact is below nothing', { fact: 'answers.never', below: 100 }, false],
  ['not turns an unmet comparison round', { not: { fact: 'answers.never', atLeast: 25 } }, true],
  [
    'all needs every part',
    {
      all: [
        { fact: 'answers.purpose', equals: 'other' },
        { fact: 'answers.never', exists: true },
      ],
    },
    false,
  ],
  [
    'any needs one part',
    {
      any: [
        { fact: 'answers.never', exists: true },
        { fact: 'answers.purpose', equals: 'other' },
      ],
    },
    true,
  ],
];

describe('a condition', () => {
  it.each(cases)('%s', (_, condition, expected) => {
    expect(evaluate(condition, facts)).toBe(expected);
  });

  const open = (fact: string) => fact === 'answers.later';
  const undecided: Condition = { fact: 'answers.later', equals: 'x' };
  const holds: Condition = { fact: 'answers.purpose', equals: 'other' };

  it('on a fact that is still open is not decided, whichever way it is put', () => {
    expect(foresee(undecided, facts, open)).toBeUndefined();
    expect(foresee({ not: undecided }, facts, open)).toBeUndefined();
    expect(foresee({ all: [holds, undecided] }, facts, open)).toBeUndefined();
    expect(foresee({ any: [{ not: holds }, undecided] }, facts, open)).toBeUndefined();
  });

  it('is decided once nothing that is open can change it', () => {
    expect(foresee({ any: [undecided, holds] }, facts, open)).toBe(true);
    expect(foresee({ all: [undecided, { not: holds }] }, facts, open)).toBe(false);
  });
});

const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.record({ fact: fc.constantFrom('a', 'b', 'c'), equals: fc.boolean() }),
    fc.record({ fact: fc.constantFrom('a', 'b', 'c'), exists: fc.boolean() }),
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.tuple(tie('condition'), tie('condition')) }),
    fc.record({ any: fc.tuple(tie('condition'), tie('condition')) }),
  ),
}));

describe('foresight', () => {
  it('never calls something decided that a later answer could change', () => {
    fc.assert(
      fc.property(
        anyCondition,
        fc.boolean(),
        fc.constantFrom<AnswerValue | undefined>(true, false, undefined),
        (condition, a, b) => {
          const before = new Map<string, AnswerValue>([['a', a]]);
          const foreseen = foresee(condition, before, (fact) => fact === 'b');
          const after = new Map(before);
          if (b !== undefined) after.set('b', b);
          if (foreseen !== undefined) expect(evaluate(condition, after)).toBe(foreseen);
        },
      ),
    );
  });
});
