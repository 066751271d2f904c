import type { Member } from '../../shared/domain/case/case.ts';
import { type FieldOptions, optionsOf } from '../../shared/domain/playbook/options-of.ts';
import type { Field } from '../../shared/domain/playbook/playbook.ts';

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' });
let countries: FieldOptions | undefined;

/** The options of a field; countries by their English names. A field that takes any country has them all. */
export function namedOptions(
  field: Pick<Field, 'type' | 'options' | 'optionSource'>,
  members: readonly Member[],
): FieldOptions | undefined {
  const { type, optionSource } = field;
  if (optionSource !== 'countries' && type !== 'country') return optionsOf(field, members);
  countries ??= (optionsOf({ optionSource: 'countries' }, members) ?? [])
    .map(({ value }) => ({ value, label: COUNTRY_NAMES.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
  return countries;
}
