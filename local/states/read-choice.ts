import { type Fields, fieldsOf, listField, refuseUnknownFields, templateField, textField } from './fields.ts';
import type { ChoiceRule } from './machine.ts';

/** Reads the rules of a Choice; throws one sentence on rules of the JSONPath language. */
export function readChoiceRules(fields: Fields, where: string): readonly ChoiceRule[] {
  const rules = listField(fields, 'Choices', where);
  if (rules.length === 0) throw new Error(`${where} needs at least one rule in Choices.`);
  return rules.map((value, at) => {
    const rule = `Rule ${at} of ${where.charAt(0).toLowerCase()}${where.slice(1)}`;
    const parts = fieldsOf(value, rule);
    refuseUnknownFields(parts, ['Condition', 'Next', 'Output', 'Assign', 'Comment'], rule);
    const condition = templateField(parts, 'Condition', rule);
    if (!condition) throw new Error(`${rule} needs a Condition.`);
    return {
      condition,
      next: textField(parts, 'Next', rule),
      output: templateField(parts, 'Output', rule),
      assign: templateField(parts, 'Assign', rule),
    };
  });
}
