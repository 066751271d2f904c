import type { FactName } from '../../domain/playbook/condition.ts';
import { factsRead } from '../../domain/playbook/decisions.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { conditionsOf, type PlacedCondition, type Standpoint } from './conditions-of.ts';
import { type FactSource, type FactSources, factSources, factsBehind } from './fact-sources.ts';
import type { Finding } from './finding.ts';
import { ancestorsOf } from './run-order.ts';

/** Facts that do not exist where they are asked for, or that cannot be known yet at that point of the run. */
export function lintFacts(playbook: Playbook): readonly Finding[] {
  const sources = factSources(playbook);
  return conditionsOf(playbook).flatMap((placed) =>
    [...new Set(factsRead(placed.condition))].flatMap((fact) => lintFact(fact, placed, playbook, sources)),
  );
}

function lintFact(
  fact: FactName,
  { place, standpoint }: PlacedCondition,
  playbook: Playbook,
  sources: FactSources,
): readonly Finding[] {
  const source = sources.get(fact);
  if (source === undefined || !exists(source, standpoint)) {
    return [{ place, code: 'unknown-fact', message: `There is no fact “${fact}” here.` }];
  }
  if (source.kind === 'decision' && standpoint.kind === 'decision') {
    const isLater = source.position > standpoint.position;
    return isLater && !factsBehind(fact, sources).has(`decisions.${playbook.decisions[standpoint.position]?.id}`)
      ? [{ place, code: 'fact-too-late', message: `“${fact}” is decided after this.` }]
      : [];
  }
  const late = [...factsBehind(fact, sources)].find((part) => !isKnownAt(part, fact, standpoint, playbook, sources));
  if (late === undefined) return [];
  const reason = late === fact ? '' : `, because it reads “${late}”`;
  return [{ place, code: 'fact-too-late', message: `“${fact}” cannot be known before this is decided${reason}.` }];
}

/** Facts about one member exist only where a document is asked for per member. */
function exists(source: FactSource, standpoint: Standpoint): boolean {
  return source.kind !== 'member' || (standpoint.kind === 'requirement' && standpoint.perMember);
}

/** Decisions are taken between the steps, so that one which reads a field of the same form comes too late for the others. */
function isKnownAt(
  part: FactName,
  fact: FactName,
  standpoint: Standpoint,
  playbook: Playbook,
  sources: FactSources,
): boolean {
  const source = sources.get(part);
  if (source === undefined || source.kind === 'decision') return true;
  const between = part !== fact && standpoint.kind === 'field';
  return isKnown(source, between ? { kind: 'step', stepId: standpoint.stepId } : standpoint, playbook);
}

function isKnown(
  source: Exclude<FactSource, { kind: 'decision' }>,
  standpoint: Standpoint,
  playbook: Playbook,
): boolean {
  if (source.kind === 'given' || source.kind === 'member') return true;
  switch (standpoint.kind) {
    case 'requirement':
    case 'decision':
      return true;
    case 'check':
      return source.kind === 'check' ? source.checkId !== standpoint.checkId : source.kind !== 'risk';
    case 'task':
      return isKnownInStage(source, standpoint.stage);
    case 'role':
      return isKnownToRole(source, standpoint.roleId, playbook);
    case 'step':
    case 'field':
      return isKnownInIntake(source, standpoint, playbook);
  }
}

/** Checks run in due diligence, and the risk is what they came to at its end. */
function isKnownInStage(source: FactSource, stage: Extract<Standpoint, { kind: 'task' }>['stage']): boolean {
  if (source.kind === 'check') return stage === 'due_diligence' || stage === 'resolve';
  return source.kind !== 'risk' || stage === 'resolve';
}

function isKnownInIntake(
  source: FactSource,
  standpoint: Extract<Standpoint, { kind: 'step' | 'field' }>,
  { intake }: Playbook,
): boolean {
  const earlier = ancestorsOf(standpoint.stepId, intake);
  if (source.kind === 'members') return source.steps.some((step) => earlier.has(step));
  if (source.kind !== 'answer') return false;
  const isInSameForm = standpoint.kind === 'field' && standpoint.fieldsBefore.includes(source.field.id);
  return isInSameForm || earlier.has(source.stepId);
}

/** How many are needed is judged when the step that collects the role is completed. */
function isKnownToRole(source: FactSource, roleId: string, { intake }: Playbook): boolean {
  const collecting = intake.filter(({ memberRoles }) => memberRoles?.includes(roleId));
  return collecting.every(({ id }) => {
    const earlier = ancestorsOf(id, intake);
    if (source.kind === 'members') return source.steps.some((step) => step === id || earlier.has(step));
    return source.kind === 'answer' && earlier.has(source.stepId);
  });
}
