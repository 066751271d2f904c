import type { AnswerValue } from '../../domain/case/case.ts';
import { checkValue, longestText } from '../../domain/playbook/check-value.ts';
import { COUNTRIES } from '../../domain/playbook/countries.ts';
import type { Field } from '../../domain/playbook/playbook.ts';
import { type Finding, findingIf } from './finding.ts';
import { ordered } from './ordered.ts';
import { type Lengths, patternLengths } from './pattern-lengths.ts';

// Later than any date that is tried.
const TODAY = '2100-01-01';
const DATE = '1999-12-31';
/** Of the shortest and the longest phone number and mail address. */
const PHONE: Lengths = { minimum: 5, maximum: 30 };
const EMAIL: Lengths = { minimum: 5, maximum: Number.POSITIVE_INFINITY };
const TEXT: Lengths = { minimum: 0, maximum: Number.POSITIVE_INFINITY };

/** Fields that every value is wrong for: by the length of what can be written, or because no value that can be tried is right. */
export function lintValues(field: Field, place: string): readonly Finding[] {
  const message = 'Nothing that can be entered here is right.';
  switch (field.type) {
    case 'text':
    case 'long_text':
      return lintLengths(field, TEXT, place);
    case 'email':
      return lintLengths(field, EMAIL, place);
    case 'phone':
      return lintLengths(field, PHONE, place);
    default: {
      const values = valuesOf(field);
      const isNeverValid = values.length > 0 && values.every((value) => checkValue(field, value, TODAY) !== undefined);
      return findingIf(isNeverValid, place, 'never-valid', message);
    }
  }
}

function lintLengths(field: Field, written: Lengths, place: string): readonly Finding[] {
  const minimum = Math.max(field.minLength ?? 0, written.minimum);
  const maximum = Math.min(longestText(field), written.maximum);
  const impossible = ordered(place, minimum, maximum);
  if (impossible.length > 0 || field.pattern === undefined) return impossible;
  const lengths = patternLengths(field.pattern);
  const fits = lengths === undefined || (lengths.minimum <= maximum && lengths.maximum >= minimum);
  const message = `No text of ${minimum} to ${maximum} characters is written like that.`;
  return findingIf(!fits, `${place}/pattern`, 'never-valid', message);
}

/** Values among which a right one has to be if there is any; none when that cannot be told. */
function valuesOf(field: Field): readonly AnswerValue[] {
  const { type, options = [], minimum, maximum } = field;
  switch (type) {
    case 'date':
      return field.pattern === undefined ? [DATE] : [];
    case 'country':
      return [...COUNTRIES];
    case 'choice':
      return options.map(({ value }) => value);
    case 'multi_choice':
      return options.map(({ value }) => [value]);
    case 'boolean':
      return [true];
    default:
      return [minimum ?? maximum ?? 0, maximum ?? minimum ?? 0];
  }
}
