import type { AnswerValue, Applicant } from '../case/case.ts';
import type { IntakeStep, PrefillSource } from './playbook.ts';
import { wrongKind } from './value-type.ts';

/** What is on record about an applicant, by where a field takes it from. */
export type KnownOfApplicant = Readonly<Partial<Record<PrefillSource, string>>>;

/** What the case itself says of its applicant. */
export function knownOf(applicant: Applicant): KnownOfApplicant {
  if (applicant.kind !== 'prospect') return { 'party.name': applicant.name };
  const { email, phone } = applicant.prospect;
  return {
    'party.name': applicant.name,
    ...(email !== undefined && { 'party.email': email }),
    ...(phone !== undefined && { 'party.phone': phone }),
  };
}

/**
 * What the fields of a step hold at first. Hidden ones are filled as well: they count from when they are shown.
 *
 * @param given fields that somebody has answered, be it with null: their word goes before what is on record
 */
export function prefilled(
  { fields = [] }: IntakeStep,
  known: KnownOfApplicant,
  given: Readonly<Record<string, AnswerValue>>,
): Readonly<Record<string, AnswerValue>> {
  const values: Record<string, AnswerValue> = {};
  for (const field of fields) {
    const value = field.prefill && known[field.prefill];
    if (value !== undefined && !Object.hasOwn(given, field.id) && wrongKind(field, value) === undefined)
      values[field.id] = value;
  }
  return values;
}
