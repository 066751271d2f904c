import { describe, expect, it } from 'vitest';
import { checkAnswers } from '../../../shared/domain/playbook/check-answers.ts';
import type { Field, IntakeStep } from '../../../shared/domain/playbook/playbook.ts';

const TODAY = '2026-03-10';

function form(...fields: readonly Field[]): IntakeStep {
  return { id: 'basics', kind: 'form', title: 'Basics', required: true, after: [], fields };
}

function codes(step: IntakeStep, values: Record<string, unknown>, completing: boolean, facts = new Map()) {
  return checkAnswers(step, values, facts, TODAY, { completing }).map(({ pointer, code }) => `${pointer} ${code}`);
}

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  id: 'x',
  label: 'X',
  type,
  required: true,
  ...more,
});
const options = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue' },
];

describe('saving part of a form', () => {
  it('keeps unfinished and wrong data as long as it is of the right kind', () => {
    expect(codes(form(field('email')), { x: 'not yet an address' }, false)).toEqual([]);
    expect(codes(form(field('date')), { x: '2026-02-31' }, false)).toEqual([]);
    expect(codes(form(field('choice', { options })), { x: 'green' }, false)).toEqual([]);
    expect(codes(form(field('percentage')), { x: 140 }, false)).toEqual([]);
    expect(codes(form(field('text')), {}, false)).toEqual([]);
  });

  it.each([
    ['text', 7],
    ['long_text', true],
    ['date', 20260310],
    ['email', ['a@b.example']],
    ['phone', 441234567],
    ['country', false],
    ['number', '7'],
    ['number', Number.NaN],
    ['percentage', '25'],
    ['boolean', 'true'],
    ['choice', ['red']],
    ['multi_choice', 'red'],
    ['multi_choice', ['red', 1]],
    ['text', { nested: true }],
  ] as const)('refuses another kind of JSON for %s', (type, value) => {
    expect(codes(form(field(type, { options })), { x: value }, false)).toEqual(['/answers/x field.wrong-type']);
  });

  it('takes null for every kind, because it removes the answer', () => {
    expect(codes(form(field('number')), { x: null }, false)).toEqual([]);
    expect(codes(form(field('multi_choice', { options })), { x: null }, false)).toEqual([]);
  });

  it('refuses a field that the step does not have, and escapes its name in the pointer', () => {
    expect(codes(form(field('text')), { 'a/b~c': 'x' }, false)).toEqual(['/answers/a~1b~0c field.unknown']);
    expect(codes(form(field('text')), JSON.parse('{"__proto__": "x"}'), false)).toEqual([
      '/answers/__proto__ field.unknown',
    ]);
  });
});

const conditional = form(
  field('boolean', { id: 'same' }),
  field('text', { id: 'street', visibleWhen: { fact: 'answers.same', equals: false } }),
);

describe('a hidden field', () => {
  it('cannot be set', () => {
    expect(codes(conditional, { street: 'Mill Lane 1' }, false)).toEqual(['/answers/street field.hidden']);
    expect(codes(conditional, { street: 'Mill Lane 1' }, false, new Map([['answers.same', true]]))).toEqual([
      '/answers/street field.hidden',
    ]);
  });

  it('can be set together with the answer that shows it, and no longer with the one that hides it', () => {
    expect(codes(conditional, { same: false, street: 'Mill Lane 1' }, false)).toEqual([]);
    const shown = new Map([['answers.same', false]]);
    expect(codes(conditional, { same: true, street: 'Mill Lane 1' }, false, shown)).toEqual([
      '/answers/street field.hidden',
    ]);
    expect(codes(conditional, { same: null, street: 'Mill Lane 1' }, false, shown)).toEqual([
      '/answers/street field.hidden',
    ]);
  });

  it('can be cleared', () => {
    expect(codes(conditional, { street: null }, false)).toEqual([]);
  });

  it('is neither asked for nor looked at on completing', () => {
    expect(codes(conditional, { same: true, street: '' }, true)).toEqual([]);
    expect(codes(conditional, { same: true, street: 'left over' }, true)).toEqual([]);
  });

  it('hides the fields that hang on it, though their answers are still stored', () => {
    const chain = form(
      field('boolean', { id: 'a' }),
      field('boolean', { id: 'b', visibleWhen: { fact: 'answers.a', equals: true } }),
      field('text', { id: 'c', visibleWhen: { fact: 'answers.b', equals: true } }),
    );
    expect(codes(chain, { a: false, b: true, c: '' }, true)).toEqual([]);
    expect(codes(chain, { a: true, b: true, c: '' }, true)).toEqual(['/answers/c field.required']);
  });
});

describe('completing a form', () => {
  it.each([
    ['text', {}, 'Ada', []],
    ['text', {}, '   ', ['field.required']],
    ['text', { minLength: 3 }, 'Al', ['field.too-short']],
    ['text', { minLength: 3 }, 'Ada', []],
    ['text', {}, 'a'.repeat(500), []],
    ['email', {}, `${'a'.repeat(310)}@example.org`, ['field.too-long']],
    ['email', {}, `${'a'.repeat(308)}@example.org`, []],
    ['text', { maxLength: 3 }, 'Anna', ['field.too-long']],
    ['text', { maxLength: 2 }, '😀😀', []],
    ['text', {}, 'a'.repeat(501), ['field.too-long']],
    ['long_text', {}, 'a'.repeat(5000), []],
    ['long_text', {}, 'a'.repeat(5001), ['field.too-long']],
    ['text', { pattern: '[0-9]+' }, '123', []],
    ['text', { pattern: '[0-9]+' }, '123a', ['field.wrong-format']],
    ['text', { pattern: '1|2' }, '12', ['field.wrong-format']],
    ['date', {}, '2024-02-29', []],
    ['date', {}, '2025-02-29', ['field.not-a-date']],
    ['date', {}, '2025-2-1', ['field.not-a-date']],
    ['date', {}, '2027-01-01', []],
    ['date', { notInFuture: true }, '2026-03-10', []],
    ['date', { notInFuture: true }, '2026-03-11', ['field.in-future']],
    ['email', {}, 'ada@example.org', []],
    ['email', {}, 'ada@example', ['field.not-an-email']],
    ['email', {}, 'ada @example.org', ['field.not-an-email']],
    ['email', {}, 'ada@example.org\nbcc: x@y.example', ['field.not-an-email']],
    ['phone', {}, '+44 (0)20 7946-0018', []],
    ['phone', {}, 'call me', ['field.not-a-phone']],
    ['country', {}, 'GB', []],
    ['country', {}, 'gb', ['field.not-a-country']],
    ['country', {}, 'UK', ['field.not-a-country']],
    ['number', { minimum: 1, maximum: 5 }, 1, []],
    ['number', { minimum: 1, maximum: 5 }, 0.5, ['field.too-small']],
    ['number', { minimum: 1, maximum: 5 }, 5.5, ['field.too-large']],
    ['number', {}, 0, []],
    ['percentage', {}, 100, []],
    ['percentage', {}, -1, ['field.too-small']],
    ['percentage', {}, 100.1, ['field.too-large']],
    ['percentage', { minimum: 25 }, 24, ['field.too-small']],
    ['boolean', {}, false, []],
    ['boolean', { mustBeTrue: true }, true, []],
    ['boolean', { mustBeTrue: true }, false, ['field.must-be-true']],
    ['choice', { options }, 'red', []],
    ['choice', { options }, 'green', ['field.not-an-option']],
    ['multi_choice', { options }, ['blue', 'red'], []],
    ['multi_choice', { options }, ['blue', 'green'], ['field.not-an-option']],
    ['multi_choice', { options }, ['blue', 'blue'], ['field.repeated-option']],
    ['multi_choice', { options }, [], ['field.required']],
    ['text', {}, 7, ['field.wrong-type']],
  ] as const)('judges %s %j: %j', (type, more, value, expected) => {
    expect(codes(form(field(type, more as Partial<Field>)), { x: value }, true)).toEqual(
      expected.map((code) => `/answers/x ${code}`),
    );
  });

  it('asks for what is required, and for what is required here', () => {
    const step = form(
      field('text', { id: 'name' }),
      field('text', { id: 'nick', required: false }),
      field('text', { id: 'reason', required: { fact: 'answers.name', equals: 'Zoe' } }),
    );
    expect(codes(step, {}, true)).toEqual(['/answers/name field.required']);
    expect(codes(step, { name: 'Ada' }, true)).toEqual([]);
    expect(codes(step, { name: 'Zoe' }, true)).toEqual(['/answers/reason field.required']);
  });

  it('still judges an optional answer that was given', () => {
    expect(codes(form(field('email', { required: false })), { x: 'nowhere' }, true)).toEqual([
      '/answers/x field.not-an-email',
    ]);
  });

  it('explains a pattern with the help of its field', () => {
    const step = form(field('text', { pattern: '[0-9]+', help: 'Digits only.' }));
    expect(checkAnswers(step, { x: 'abc' }, new Map(), TODAY, { completing: true })).toEqual([
      { pointer: '/answers/x', code: 'field.wrong-format', message: 'Digits only.' },
    ]);
  });
});
