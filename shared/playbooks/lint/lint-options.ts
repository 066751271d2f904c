import type { Condition } from '../../domain/playbook/condition.ts';
import type { Field, IntakeStep, MemberRole, Playbook } from '../../domain/playbook/playbook.ts';
import { present } from './conditions-of.ts';
import { type Finding, finding, findingIf } from './finding.ts';
import type { Possible } from './possible.ts';
import { ancestorsOf } from './run-order.ts';

interface PlacedField {
  readonly field: Field;
  readonly step: IntakeStep;
  readonly place: string;
}

/** A choice has options or a source of them, and nothing else has. */
export function lintOptions({ type, options, optionSource }: Field, place: string): readonly Finding[] {
  const isChoice = type === 'choice' || type === 'multi_choice';
  const source = `${place}/optionSource`;
  return [
    ...lintOptionList(isChoice && optionSource === undefined, isChoice, options ?? [], place),
    ...findingIf(!isChoice && optionSource !== undefined, source, 'options-unused', 'Only choices have options.'),
    ...findingIf(
      isChoice && options !== undefined && optionSource !== undefined,
      source,
      'options-twice',
      'The options are written down already.',
    ),
  ];
}

export function lintOptionList(
  needsOptions: boolean,
  takesOptions: boolean,
  options: readonly unknown[],
  place: string,
): readonly Finding[] {
  return [
    ...findingIf(needsOptions && options.length === 0, place, 'options-missing', 'There is nothing to choose from.'),
    ...findingIf(
      !takesOptions && options.length > 0,
      `${place}/options`,
      'options-unused',
      'Only choices have options.',
    ),
  ];
}

/** A required choice among the members in a role needs a case to have some, by the time that it is asked. */
export function lintOptionSource(placed: PlacedField, playbook: Playbook, isPossible: Possible): readonly Finding[] {
  const { field, step } = placed;
  if (field.optionSource === undefined || field.optionSource === 'countries') return [];
  const place = `${placed.place}/optionSource`;
  const { membersInRole } = field.optionSource;
  const role = playbook.memberRoles.find(({ id }) => id === membersInRole);
  if (role === undefined) return [finding(place, 'unknown-role', `There is no member role “${membersInRole}”.`)];
  const earlier = ancestorsOf(step.id, playbook.intake);
  const collecting = playbook.intake.filter(({ id, memberRoles }) => earlier.has(id) && memberRoles?.includes(role.id));
  if (collecting.length === 0) {
    return [finding(place, 'fact-too-late', `Nobody is a “${role.id}” before this is asked.`)];
  }
  const message = `A case may have no “${role.id}” to choose from, although an answer is required.`;
  const empty = [...asked(placed), ...minimums(role, collecting), nobodyIn(role)];
  return findingIf(field.required !== false && isPossible(empty), place, 'options-may-be-empty', message);
}

function asked({ field, step }: PlacedField): readonly Condition[] {
  const required = typeof field.required === 'boolean' ? undefined : field.required;
  return [...present(step.when), ...present(field.visibleWhen), ...present(required)];
}

const nobodyIn = ({ id }: MemberRole): Condition => ({ fact: `members.${id}.count`, below: 1 });

/** What completing the steps that collect a role has made sure of. */
function minimums(role: MemberRole, collecting: readonly IntakeStep[]): readonly Condition[] {
  const atLeast = (count: number): Condition => ({ fact: `members.${role.id}.count`, atLeast: count });
  const { minimumWhen } = role;
  return collecting
    .filter(({ required }) => required)
    .flatMap(({ when }) => {
      const unless: readonly Condition[] = when === undefined ? [] : [{ not: when }];
      return [
        { any: [atLeast(role.minimum), ...unless] } as const,
        ...(minimumWhen === undefined
          ? []
          : [{ any: [atLeast(minimumWhen.minimum), { not: minimumWhen.when }, ...unless] } as const]),
      ];
    });
}
