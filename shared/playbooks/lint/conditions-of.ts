import type { Condition } from '../../domain/playbook/condition.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';

/** Where a condition stands, which decides what it can know. */
export type Standpoint =
  | { readonly kind: 'step'; readonly stepId: string }
  | { readonly kind: 'field'; readonly stepId: string; readonly fieldsBefore: readonly string[] }
  | { readonly kind: 'role'; readonly roleId: string }
  | { readonly kind: 'requirement'; readonly perMember: boolean }
  | { readonly kind: 'check'; readonly checkId: string };

export interface PlacedCondition {
  readonly place: string;
  readonly condition: Condition;
  readonly standpoint: Standpoint;
}

/** Every condition of a playbook. */
export function conditionsOf(playbook: Playbook): readonly PlacedCondition[] {
  return [
    ...playbook.intake.flatMap((step, i) => [
      ...placed(`/intake/${i}/when`, step.when, { kind: 'step', stepId: step.id }),
      ...fieldConditions(playbook, i),
    ]),
    ...playbook.memberRoles.flatMap((role, i) =>
      placed(`/memberRoles/${i}/minimumWhen/when`, role.minimumWhen?.when, { kind: 'role', roleId: role.id }),
    ),
    ...playbook.requirements.flatMap(({ when, per }, i) =>
      placed(`/requirements/${i}/when`, when, { kind: 'requirement', perMember: per !== 'case' }),
    ),
    ...playbook.checks.flatMap(({ id, when }, i) => placed(`/checks/${i}/when`, when, { kind: 'check', checkId: id })),
  ];
}

function fieldConditions({ intake }: Playbook, stepPosition: number): readonly PlacedCondition[] {
  const step = intake[stepPosition];
  if (step?.fields === undefined) return [];
  const ids = step.fields.map(({ id }) => id);
  return step.fields.flatMap(({ visibleWhen, required }, j) => {
    const standpoint = { kind: 'field', stepId: step.id, fieldsBefore: ids.slice(0, j) } as const;
    const place = `/intake/${stepPosition}/fields/${j}`;
    return [
      ...placed(`${place}/visibleWhen`, visibleWhen, standpoint),
      ...placed(`${place}/required`, typeof required === 'boolean' ? undefined : required, standpoint),
    ];
  });
}

function placed(place: string, condition: Condition | undefined, standpoint: Standpoint): readonly PlacedCondition[] {
  return condition === undefined ? [] : [{ place, condition, standpoint }];
}

/** The comparisons that a condition is made of. */
export function comparisonsOf(
  condition: Condition,
): readonly Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  return 'not' in condition ? comparisonsOf(condition.not) : [condition];
}
