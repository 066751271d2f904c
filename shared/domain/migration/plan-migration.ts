import { canonicalJson } from '../canonical-json.ts';
import type { Case } from '../case/case.ts';
import { checkStates } from '../case/check-states.ts';
import { taskStates } from '../case/task-states.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { stepStates } from '../playbook/step-states.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { Move } from './carried.ts';
import { type CarriedOver, carryOver } from './carry-over.ts';
import type { Question } from './questions.ts';
import { questionsOf } from './questions-of.ts';
import type { Verdict } from './verdict.ts';

export interface MigrationPlan {
  readonly verdict: Verdict;
  readonly moves: readonly Move[];
  readonly questions: readonly Question[];
}

/** What it would mean for a running case to go over from its version to another one. */
export function planMigration(case_: Case, from: Playbook, to: Playbook): MigrationPlan {
  return planOf(case_, from, to, carryOver(case_, { from, to, at: case_.updatedAt, bindByKind: false }));
}

/** The same when it is known what the case would be. */
export function planOf(before: Case, from: Playbook, to: Playbook, carried: CarriedOver): MigrationPlan {
  const questions = questionsOf({ before, carried, from, to });
  return { verdict: verdictOf(before, from, to, carried, questions), moves: carried.moves, questions };
}

function verdictOf(
  before: Case,
  from: Playbook,
  to: Playbook,
  { case: after, moves, broughtBack }: CarriedOver,
  questions: readonly Question[],
): Verdict {
  if (questions.length > 0) return 'needs_decision';
  if (moves.length > 0 || broughtBack.length > 0) return 'mapped';
  return looks(before, from) === looks({ ...after, updatedAt: before.updatedAt }, to) ? 'unchanged' : 'mapped';
}

/** Everything that a case shows because of its playbook: steps with what they ask for, checklist, checks, stages. */
function looks(case_: Case, playbook: Playbook): string {
  const { intake, memberRoles, stages, proposal } = playbook;
  return canonicalJson({
    steps: stepStates(case_, playbook),
    intake,
    memberRoles,
    requirements: requirementsOf(case_, playbook, case_.updatedAt),
    checks: checkStates(case_, playbook).map(({ definition: { id, required }, status }) => ({ id, required, status })),
    stages,
    tasks: taskStates(case_, playbook),
    proposal,
  });
}
