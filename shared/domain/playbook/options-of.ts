import type { Member } from '../case/case.ts';
import { COUNTRIES } from './countries.ts';
import type { Field } from './playbook.ts';

export type FieldOptions = NonNullable<Field['options']>;

/** What can be chosen in a field of this case; a country is called by its code until somebody names it. */
export function optionsOf(
  { options, optionSource }: Pick<Field, 'options' | 'optionSource'>,
  members: readonly Member[],
): FieldOptions | undefined {
  if (optionSource === undefined) return options;
  if (optionSource === 'countries') return [...COUNTRIES].map((code) => ({ value: code, label: code }));
  return members
    .filter(({ role }) => role === optionSource.membersInRole)
    .map(({ memberId, name }) => ({ value: memberId, label: name }));
}
