import type { Field, Playbook } from '../../domain/playbook/playbook.ts';
import { type Finding, findingIf } from './finding.ts';
import { lintOptionSource, lintOptions } from './lint-options.ts';
import { lintValues } from './lint-values.ts';
import { ordered } from './ordered.ts';
import { possibleIn } from './possible.ts';

const TEXTS = ['text', 'long_text'] as const satisfies readonly Field['type'][];
const PREFILLED: Readonly<Record<'name' | 'email' | 'phone', readonly Field['type'][]>> = {
  name: TEXTS,
  email: [...TEXTS, 'email'],
  phone: [...TEXTS, 'phone'],
};

/** Fields that contradict themselves, so that nothing that is written into them can be right. */
export function lintFields(playbook: Playbook): readonly Finding[] {
  const isPossible = possibleIn(playbook);
  return playbook.intake.flatMap((step, i) =>
    (step.fields ?? []).flatMap((field, j) => {
      const place = `/intake/${i}/fields/${j}`;
      const findings = lintField(field, place);
      if (findings.length > 0) return findings;
      return [...lintValues(field, place), ...lintOptionSource({ field, step, place }, playbook, isPossible)];
    }),
  );
}

function lintField(field: Field, place: string): readonly Finding[] {
  const { type, pattern, mustBeTrue, prefill } = field;
  return [
    ...lintOptions(field, place),
    ...ordered(place, field.minimum, field.maximum),
    ...ordered(place, field.minLength, field.maxLength),
    ...findingIf(!compiles(pattern), `${place}/pattern`, 'pattern-invalid', 'This is no regular expression.'),
    ...findingIf(
      mustBeTrue === true && type !== 'boolean',
      `${place}/mustBeTrue`,
      'agreement-not-boolean',
      'Only a yes-or-no field can have to be true.',
    ),
    ...findingIf(
      prefill !== undefined && !PREFILLED[prefill.split('.')[1] as keyof typeof PREFILLED].includes(type),
      `${place}/prefill`,
      'prefill-mismatch',
      `A field of this type does not take “${prefill}”.`,
    ),
  ];
}

function compiles(pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    new RegExp(`^(?:${pattern})$`);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
