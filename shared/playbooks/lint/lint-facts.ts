import type { FactName } from '../../domain/playbook/condition.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf, conditionsOf, type PlacedCondition, type Standpoint } from './conditions-of.ts';
import { type FactSource, factSources } from './fact-sources.ts';
import type { Finding } from './finding.ts';
import { ancestorsOf } from './run-order.ts';

/** Facts that do not exist where they are asked for, or that cannot be known yet at that point of the run. */
export function lintFacts(playbook: Playbook): readonly Finding[] {
  const sources = factSources(playbook);
  return conditionsOf(playbook).flatMap((placed) =>
    [...new Set(comparisonsOf(placed.condition).map(({ fact }) => fact))].flatMap((fact) =>
      lintFact(fact, sources.get(fact), placed, playbook),
    ),
  );
}

function lintFact(
  fact: FactName,
  source: FactSource | undefined,
  { place, standpoint }: PlacedCondition,
  playbook: Playbook,
): readonly Finding[] {
  if (source === undefined || !exists(source, standpoint)) {
    return [{ place, code: 'unknown-fact', message: `There is no fact “${fact}” here.` }];
  }
  if (isKnown(source, standpoint, playbook)) return [];
  return [{ place, code: 'fact-too-late', message: `“${fact}” cannot be known before this is decided.` }];
}

/** Facts about one member exist only where a document is asked for per member. */
function exists(source: FactSource, standpoint: Standpoint): boolean {
  return source.kind !== 'member' || (standpoint.kind === 'requirement' && standpoint.perMember);
}

function isKnown(source: FactSource, standpoint: Standpoint, playbook: Playbook): boolean {
  if (source.kind === 'given' || source.kind === 'member' || standpoint.kind === 'requirement') return true;
  if (standpoint.kind === 'check') return source.kind !== 'check' || source.checkId !== standpoint.checkId;
  if (source.kind === 'check') return false;
  if (standpoint.kind === 'role') return isKnownToRole(source, standpoint.roleId, playbook);
  const earlier = ancestorsOf(standpoint.stepId, playbook.intake);
  if (source.kind === 'members') return source.steps.some((step) => earlier.has(step));
  const isInSameForm = standpoint.kind === 'field' && standpoint.fieldsBefore.includes(source.field.id);
  return isInSameForm || earlier.has(source.stepId);
}

/** How many are needed is judged when the step that collects the role is completed. */
function isKnownToRole(
  source: Extract<FactSource, { kind: 'answer' | 'members' }>,
  roleId: string,
  { intake }: Playbook,
): boolean {
  const collecting = intake.filter(({ memberRoles }) => memberRoles?.includes(roleId));
  return collecting.every(({ id }) => {
    const earlier = ancestorsOf(id, intake);
    if (source.kind === 'answer') return earlier.has(source.stepId);
    return source.steps.some((step) => step === id || earlier.has(step));
  });
}
