import type { AnswerValue } from '../../domain/case/case.ts';
import type { Condition } from '../../domain/playbook/condition.ts';
import type { Field } from '../../domain/playbook/playbook.ts';
import { CHANNELS, CHECK_RESULTS } from '../../domain/vocabulary.ts';
import { comparisonsOf } from './conditions-of.ts';
import type { FactSource } from './fact-sources.ts';

type Sample = AnswerValue | undefined;

/**
 * Values of a fact that between them make every comparison of the condition come out each way that it can; `undefined`
 * stands for not known. A number is tried at, above and below each bound that the condition names.
 */
export function samplesOf(fact: string, source: FactSource, condition: Condition): readonly Sample[] {
  const named = comparisonsOf(condition).filter((comparison) => comparison.fact === fact);
  const numbers = named.flatMap((one) => numbersIn(one)).flatMap((bound) => [bound - 0.5, bound, bound + 0.5]);
  const texts = named.flatMap((one) => textsIn(one));
  if (source.kind === 'given') return source.values ?? CHANNELS;
  if (source.kind === 'check') return [undefined, ...CHECK_RESULTS];
  if (source.kind === 'answer') return [undefined, ...answerSamples(source.field, numbers, texts)];
  if (source.kind === 'member') return [undefined, ...(source.what === 'share' ? within(numbers, 0, 100) : texts)];
  if (source.what === 'share')
    return source.role.needsOwnershipPercent ? [undefined, ...within(numbers, 0, 100)] : [undefined];
  return [...new Set([0, 1, ...numbers.map(Math.round), source.role.maximum])].filter(
    (n) => n >= 0 && n <= source.role.maximum,
  );
}

function answerSamples(field: Field, numbers: readonly number[], texts: readonly string[]): readonly AnswerValue[] {
  const options = (field.options ?? []).map(({ value }) => value);
  if (field.type === 'boolean') return [true, false];
  if (field.type === 'choice') return options;
  if (field.type === 'multi_choice') return [...options.map((option) => [option]), options];
  if (field.type === 'percentage') return within(numbers, field.minimum ?? 0, field.maximum ?? 100);
  if (field.type === 'number') {
    return within(numbers, field.minimum ?? Number.NEGATIVE_INFINITY, field.maximum ?? Number.POSITIVE_INFINITY);
  }
  return ['any other text', ...texts];
}

function within(numbers: readonly number[], minimum: number, maximum: number): readonly number[] {
  const inside = numbers.filter((number) => number >= minimum && number <= maximum);
  return [Math.max(minimum, Math.min(0, maximum)), ...inside];
}

function numbersIn(comparison: ReturnType<typeof comparisonsOf>[number]): readonly number[] {
  if ('atLeast' in comparison) return [comparison.atLeast];
  if ('below' in comparison) return [comparison.below];
  if ('equals' in comparison) return typeof comparison.equals === 'number' ? [comparison.equals] : [];
  return 'in' in comparison ? comparison.in.filter((value) => typeof value === 'number') : [];
}

function textsIn(comparison: ReturnType<typeof comparisonsOf>[number]): readonly string[] {
  if ('equals' in comparison) return typeof comparison.equals === 'string' ? [comparison.equals] : [];
  return 'in' in comparison ? comparison.in.filter((value) => typeof value === 'string') : [];
}
