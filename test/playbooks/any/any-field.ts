import { FIELD_TYPES, type Field } from '../../../shared/domain/playbook/playbook.ts';
import { answerFact, anyCondition, type KnownFact } from './any-condition.ts';
import type { Picks } from './picks.ts';

const OPTIONS = ['red', 'green', 'blue'].map((value) => ({ value, label: value }));
const ASKED_FOR = ['boolean', 'choice', 'number', 'multi_choice'] as const;

/** A form's fields; each can ask for what is known before the form, and for the fields before it. */
export function anyFields(step: number, known: readonly KnownFact[], picks: Picks): readonly Field[] {
  const fields: Field[] = [];
  const count = 1 + picks.below(3);
  while (fields.length < count) {
    const facts = [...known, ...fields.map(answerFact)];
    fields.push(anyField(`f${step}x${fields.length}`, facts, picks));
  }
  return fields;
}

function anyField(id: string, facts: readonly KnownFact[], picks: Picks): Field {
  const type = picks.once(3) ? picks.one(FIELD_TYPES) : picks.one(ASKED_FOR);
  const asks = facts.length > 0;
  return {
    id,
    label: id,
    type,
    required: asks && picks.once(5) ? anyCondition(facts, picks) : !picks.once(3),
    ...(asks && picks.once(4) && { visibleWhen: anyCondition(facts, picks) }),
    ...((type === 'choice' || type === 'multi_choice') && { options: OPTIONS }),
    ...(type === 'text' && picks.once(2) && { minLength: 2, maxLength: 8, pattern: '[a-z]+' }),
    ...(type === 'number' && picks.once(2) && { minimum: 1, maximum: 20 }),
    ...(type === 'date' && { notInFuture: true }),
    ...(type === 'boolean' && picks.once(6) && { mustBeTrue: true }),
  };
}
