import type { AnswerValue } from '../../domain/case/case.ts';
import { COUNTRIES } from '../../domain/playbook/countries.ts';
import type { Field, MemberRole } from '../../domain/playbook/playbook.ts';
import { CHECK_RESULTS, RISK_BANDS } from '../../domain/vocabulary.ts';
import type { comparisonsOf } from './conditions-of.ts';
import type { FactSource } from './fact-sources.ts';

type Comparison = ReturnType<typeof comparisonsOf>[number];
export type Sample = AnswerValue | undefined;

/** Of so many options that are named together, every combination is tried: 512 with one that is not named. */
const MAXIMUM_COMBINED = 8;

/** Whether more options are named than can be tried in all combinations. */
export function isTooWide(source: FactSource, comparisons: readonly Comparison[]): boolean {
  const isList = source.kind === 'answer' && source.field.type === 'multi_choice';
  return isList && new Set(comparisons.flatMap((one) => textsIn(one))).size > MAXIMUM_COMBINED;
}

/**
 * Values of a fact that between them make every comparison with it come out each way that it can; `undefined` stands
 * for not known. A number is tried at, above, below and between the bounds that the comparisons name. (The value of a
 * decision is not tried: it follows from the other facts.)
 *
 * @param comparisons those with this fact
 */
export function samplesOf(source: FactSource, comparisons: readonly Comparison[]): readonly Sample[] {
  const bounds = [...new Set(comparisons.flatMap((one) => numbersIn(one)))].toSorted((a, b) => a - b);
  const texts = [...new Set(comparisons.flatMap((one) => textsIn(one)))];
  switch (source.kind) {
    case 'given':
      return source.values;
    case 'check':
      return [undefined, ...CHECK_RESULTS];
    case 'risk':
      return [undefined, ...RISK_BANDS];
    case 'answer':
      return [undefined, ...answerSamples(source.field, around(bounds), texts), ...listsIn(comparisons, source.field)];
    case 'member':
      return [undefined, ...(source.what === 'share' ? within(around(bounds), 0, 100) : countriesOf(texts))];
    case 'members':
      return source.what === 'share' ? shareSamples(source.role, around(bounds)) : countSamples(source.role, bounds);
    case 'decision':
      return [];
  }
}

function around(bounds: readonly number[]): readonly number[] {
  return bounds.flatMap((bound, i) => [bound - 0.5, bound, (bound + (bounds[i + 1] ?? bound + 1)) / 2]);
}

function shareSamples({ needsOwnershipPercent }: MemberRole, numbers: readonly number[]): readonly Sample[] {
  return needsOwnershipPercent ? [undefined, ...within(numbers, 0, 100)] : [undefined];
}

function countSamples({ maximum }: MemberRole, bounds: readonly number[]): readonly Sample[] {
  const near = bounds.flatMap((bound) => [Math.ceil(bound) - 1, Math.ceil(bound), Math.ceil(bound) + 1]);
  return [...new Set([0, 1, ...near, maximum])].filter((count) => count >= 0 && count <= maximum);
}

function answerSamples(field: Field, numbers: readonly number[], texts: readonly string[]): readonly AnswerValue[] {
  const options = optionsOf(field, texts);
  if (field.type === 'boolean') return [true, false];
  if (field.type === 'choice') return options;
  if (field.type === 'multi_choice') return listsOf(options, texts);
  if (field.type === 'percentage') return within(numbers, field.minimum ?? 0, field.maximum ?? 100);
  if (field.type === 'number') {
    return within(numbers, field.minimum ?? Number.NEGATIVE_INFINITY, field.maximum ?? Number.POSITIVE_INFINITY);
  }
  return field.type === 'country' ? countriesOf(texts) : ['any other text', ...texts];
}

/** Who the members of a case are is not known here: any text can be the id of one. */
function optionsOf({ options, optionSource }: Field, texts: readonly string[]): readonly string[] {
  if (options !== undefined) return options.map(({ value }) => value);
  if (optionSource === undefined) return [];
  return optionSource === 'countries' ? countriesOf(texts) : ['any member', ...texts];
}

/** Combinations of the options that are named, each with and without one that is not. */
function listsOf(options: readonly string[], texts: readonly string[]): readonly (readonly string[])[] {
  const named = options.filter((option) => texts.includes(option));
  const other = options.filter((option) => !texts.includes(option)).slice(0, 1);
  const subsets: string[][] = [[]];
  for (const option of named) subsets.push(...subsets.map((set) => [...set, option]));
  return subsets.flatMap((set) => [set, [...set, ...other]]).filter((set) => set.length > 0);
}

/** Those of the texts that are countries, and one that is none of them. */
function countriesOf(texts: readonly string[]): readonly string[] {
  const other = [...COUNTRIES].find((country) => !texts.includes(country));
  return [...texts.filter((text) => COUNTRIES.has(text)), ...(other === undefined ? [] : [other])];
}

function within(numbers: readonly number[], minimum: number, maximum: number): readonly number[] {
  const inside = numbers.filter((number) => number >= minimum && number <= maximum);
  return [Math.max(minimum, Math.min(0, maximum)), ...inside];
}

function numbersIn(comparison: Comparison): readonly number[] {
  return named(comparison).filter((value) => typeof value === 'number');
}

function textsIn(comparison: Comparison): readonly string[] {
  return named(comparison)
    .flat()
    .filter((value) => typeof value === 'string');
}

/** Lists that are named as a whole, in whatever order. */
function listsIn(comparisons: readonly Comparison[], { type, options = [] }: Field): readonly AnswerValue[] {
  if (type !== 'multi_choice') return [];
  return comparisons
    .flatMap((one): readonly AnswerValue[] => ('equals' in one && Array.isArray(one.equals) ? [one.equals] : []))
    .filter((list) => Array.isArray(list) && list.every((item) => options.some(({ value }) => value === item)));
}

function named(comparison: Comparison): readonly AnswerValue[] {
  if ('atLeast' in comparison) return [comparison.atLeast];
  if ('below' in comparison) return [comparison.below];
  if ('includes' in comparison) return [comparison.includes];
  if ('equals' in comparison) return [comparison.equals];
  return 'in' in comparison ? comparison.in : [];
}
