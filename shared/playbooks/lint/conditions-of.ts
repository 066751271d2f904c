import type { Condition } from '../../domain/playbook/condition.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { TaskDefinition } from '../../domain/playbook/task.ts';

/** Where a condition stands, which decides what it can know. */
export type Standpoint =
  | { readonly kind: 'step'; readonly stepId: string }
  | { readonly kind: 'field'; readonly stepId: string; readonly fieldsBefore: readonly string[] }
  | { readonly kind: 'role'; readonly roleId: string }
  | { readonly kind: 'requirement'; readonly perMember: boolean }
  | { readonly kind: 'check'; readonly checkId: string }
  | { readonly kind: 'decision'; readonly position: number }
  | { readonly kind: 'task'; readonly stage: TaskDefinition['stage'] };

export interface PlacedCondition {
  readonly place: string;
  readonly condition: Condition;
  readonly standpoint: Standpoint;
  /** What holds wherever this is asked at all, such as the condition of the step that a field belongs to. */
  readonly given: readonly Condition[];
}

/** Every condition of a playbook. */
export function conditionsOf(playbook: Playbook): readonly PlacedCondition[] {
  const { decisions, intake, tasks, memberRoles, requirements, checks } = playbook;
  return [
    ...decisions.flatMap(({ rules }, position) =>
      rules.flatMap(({ when }, i) =>
        placed(`/decisions/${position}/rules/${i}/when`, when, { kind: 'decision', position }),
      ),
    ),
    ...intake.flatMap((step, i) => [
      ...placed(`/intake/${i}/when`, step.when, { kind: 'step', stepId: step.id }),
      ...fieldConditions(playbook, i),
    ]),
    ...tasks.flatMap(({ stage, when }, i) => placed(`/tasks/${i}/when`, when, { kind: 'task', stage })),
    ...memberRoles.flatMap((role, i) =>
      placed(`/memberRoles/${i}/minimumWhen/when`, role.minimumWhen?.when, { kind: 'role', roleId: role.id }),
    ),
    ...requirements.flatMap(({ when, per }, i) =>
      placed(`/requirements/${i}/when`, when, { kind: 'requirement', perMember: per !== 'case' }),
    ),
    ...checks.flatMap(({ id, when }, i) => placed(`/checks/${i}/when`, when, { kind: 'check', checkId: id })),
  ];
}

function fieldConditions({ intake }: Playbook, stepPosition: number): readonly PlacedCondition[] {
  const step = intake[stepPosition];
  if (step?.fields === undefined) return [];
  const ids = step.fields.map(({ id }) => id);
  return step.fields.flatMap(({ visibleWhen, required }, j) => {
    const standpoint = { kind: 'field', stepId: step.id, fieldsBefore: ids.slice(0, j) } as const;
    const place = `/intake/${stepPosition}/fields/${j}`;
    const inStep = present(step.when);
    return [
      ...placed(`${place}/visibleWhen`, visibleWhen, standpoint, inStep),
      ...placed(`${place}/required`, typeof required === 'boolean' ? undefined : required, standpoint, [
        ...inStep,
        ...present(visibleWhen),
      ]),
    ];
  });
}

function placed(
  place: string,
  condition: Condition | undefined,
  standpoint: Standpoint,
  given: readonly Condition[] = [],
): readonly PlacedCondition[] {
  return condition === undefined ? [] : [{ place, condition, standpoint, given }];
}

/** A condition that may be absent, as a list of what has to hold. */
export const present = (condition: Condition | undefined): readonly Condition[] =>
  condition === undefined ? [] : [condition];

/** The comparisons that a condition is made of. */
export function comparisonsOf(
  condition: Condition,
): readonly Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  return 'not' in condition ? comparisonsOf(condition.not) : [condition];
}
