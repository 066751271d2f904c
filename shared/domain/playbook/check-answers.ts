import type { AnswerValue } from '../case/case.ts';
import type { InputError } from '../errors.ts';
import { checkValue } from './check-value.ts';
import { evaluate } from './evaluate.ts';
import { type Facts, isAnswered } from './facts.ts';
import type { Field, IntakeStep } from './playbook.ts';
import { wrongKind } from './value-type.ts';

/**
 * Checks the answers of a form. On a save, `values` are exactly the members that were sent: only what could never be
 * stored is refused (unknown fields, another JSON kind, a value for a hidden field), so that unfinished data is kept.
 * On completing, `values` are all stored answers of the step: hidden ones are ignored and the rest must be right.
 * `facts` are those of the case, `today` is `YYYY-MM-DD`; pointers are `/answers/<fieldId>`.
 */
export function checkAnswers(
  step: IntakeStep,
  values: Readonly<Record<string, unknown>>,
  facts: Facts,
  today: string,
  { completing }: { readonly completing: boolean },
): readonly InputError[] {
  const fields = step.fields ?? [];
  const sent = new Map(Object.entries(values));
  const known = new Map(facts);
  const problems = unknownFields(fields, sent);
  for (const field of fields) {
    const visible = field.visibleWhen === undefined || evaluate(field.visibleWhen, known);
    const problem = visible
      ? checkVisible(field, sent, known, completing ? today : undefined)
      : checkHidden(field, sent.get(field.id), completing);
    if (problem !== undefined) problems.push(problem);
    if (visible) learn(known, field, sent);
    else known.delete(`answers.${field.id}`);
  }
  return problems;
}

function unknownFields(fields: readonly Field[], sent: ReadonlyMap<string, unknown>): InputError[] {
  const ids = new Set(fields.map((field) => field.id));
  return [...sent.keys()]
    .filter((id) => !ids.has(id))
    .map((id) => ({ pointer: pointerTo(id), code: 'field.unknown', message: 'This step has no such field.' }));
}

function checkHidden(field: Field, value: unknown, completing: boolean): InputError | undefined {
  if (completing || !isAnswered(value)) return undefined;
  return {
    pointer: pointerTo(field.id),
    code: 'field.hidden',
    message: 'This field is not asked for with the other answers given.',
  };
}

/** `today` is given on completing only. */
function checkVisible(
  field: Field,
  sent: ReadonlyMap<string, unknown>,
  facts: Facts,
  today: string | undefined,
): InputError | undefined {
  const value = sent.get(field.id) ?? null;
  const pointer = pointerTo(field.id);
  const kind = wrongKind(field, value);
  if (kind !== undefined) return { pointer, code: 'field.wrong-type', message: `This field takes a ${kind}.` };
  if (today === undefined) return undefined;
  if (isAnswered(value)) {
    const wrong = checkValue(field, value, today);
    return wrong && { pointer, ...wrong };
  }
  return isRequired(field, facts) ? { pointer, code: 'field.required', message: `Tell us: ${field.label}` } : undefined;
}

function isRequired(field: Field, facts: Facts): boolean {
  return typeof field.required === 'boolean' ? field.required : evaluate(field.required, facts);
}

function learn(known: Map<string, AnswerValue>, field: Field, sent: ReadonlyMap<string, unknown>): void {
  if (!sent.has(field.id)) return;
  const value = sent.get(field.id);
  if (isAnswered(value)) known.set(`answers.${field.id}`, value);
  else known.delete(`answers.${field.id}`);
}

/** RFC 6901: `~` and `/` are escaped. */
function pointerTo(fieldId: string): string {
  return `/answers/${fieldId.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
