import { PREFILLED_BY } from '../case/author.ts';
import type { Case } from '../case/case.ts';
import type { InputError } from '../errors.ts';
import { hasDocumentsForAll } from '../requirements/has-documents-for-all.ts';
import type { StepState } from '../vocabulary.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { factsOf } from './facts-of.ts';
import { oncePerCase } from './once-per-case.ts';
import { OpenFacts } from './open-facts.ts';
import type { IntakeStep, IntakeStepKind, Playbook } from './playbook.ts';
import { stepProblems } from './step-problems.ts';

export interface StepStatus {
  readonly stepId: string;
  readonly kind: IntakeStepKind;
  readonly state: StepState;
  /** Whether the step is part of the run as things stand now. */
  readonly applies: boolean;
  /** Whether answers that are still to come can change `applies`. */
  readonly undecided: boolean;
  readonly required: boolean;
  /** What submission would refuse because of this step; empty when nothing stands in the way. */
  readonly missing: readonly InputError[];
}

interface Run {
  readonly case: Case;
  readonly playbook: Playbook;
  readonly facts: Facts;
  /** Ids of the steps so far that are complete or do not apply. */
  readonly settled: Set<string>;
}

/** The intake steps of a case in the order of the run. A submitted case has no more missing items. */
export function stepStates(case_: Case, playbook: Playbook): readonly StepStatus[] {
  return walkIntake(case_, playbook).steps;
}

export interface Walk {
  readonly steps: readonly StepStatus[];
  /** What is still open after the intake, for conditions on later parts of the case. */
  readonly open: OpenFacts;
}

export function walkIntake(case_: Case, playbook: Playbook): Walk {
  return walked(case_, playbook, '');
}

const walked = oncePerCase((case_, playbook): Walk => {
  const facts = factsOf(case_, playbook);
  const open = new OpenFacts(case_, playbook, facts);
  const run: Run = { case: case_, playbook, facts, settled: new Set() };
  const steps = playbook.intake.map((step) => {
    const status = stepStatus(step, run, open.foresee(step.when) === undefined);
    if (status.state === 'complete' || (!status.applies && !status.undecided)) run.settled.add(step.id);
    else open.leaveOpen(step);
    return status;
  });
  return { steps, open };
});

function stepStatus(step: IntakeStep, run: Run, undecided: boolean): StepStatus {
  const applies = step.when === undefined || evaluate(step.when, run.facts);
  const problems = applies ? stepProblems(step, run.case, run.playbook, run.facts) : [];
  const own = applies ? ownState(step, run, problems) : 'skipped';
  const state = inRun(own, run, step, undecided);
  const missing = applies ? missingItems(step, state, run.case, problems) : [];
  return { stepId: step.id, kind: step.kind, state, applies, undecided, required: step.required, missing };
}

/** The state by the step's own data, whatever came before it. */
function ownState(step: IntakeStep, run: Run, problems: readonly InputError[]): StepState {
  if (step.kind === 'review') return reviewState(run.case);
  const stored = run.case.answers.find((answers) => answers.stepId === step.id);
  if (stored?.needsRevisit === true) return 'needs_revisit';
  if (stored?.completedAt !== undefined) return problems.length > 0 ? 'needs_revisit' : 'complete';
  if (step.kind === 'documents' && hasDocumentsForAll(run.case, run.playbook)) return 'complete';
  return isStarted(step, run.case) ? 'in_progress' : 'ready';
}

function reviewState(case_: Case): StepState {
  if (case_.submittedAt !== undefined || case_.reviewedMaterialVersion === case_.materialVersion) return 'complete';
  return case_.reviewedMaterialVersion === undefined ? 'ready' : 'needs_revisit';
}

function isStarted(step: IntakeStep, case_: Case): boolean {
  if (step.kind === 'documents') return case_.documents.length > 0;
  if (step.kind === 'members') return case_.members.some((member) => step.memberRoles?.includes(member.role));
  const stored = case_.answers.find((answers) => answers.stepId === step.id);
  const authors = Object.values(stored?.authors ?? {});
  return stored !== undefined && (authors.length === 0 || authors.some(({ by }) => by !== PREFILLED_BY));
}

/** The state as seen in the run: after submission nothing is left to do, and a later step waits for the earlier ones. */
function inRun(own: StepState, run: Run, step: IntakeStep, undecided: boolean): StepState {
  if (own === 'complete') return own;
  if (run.case.status === 'closed' || run.case.status === 'cancelled') return own === 'skipped' ? own : 'cancelled';
  if (own === 'needs_revisit') return own;
  if (run.case.submittedAt !== undefined) return 'skipped';
  if (undecided) return 'pending';
  if (own === 'skipped') return own;
  return step.after.every((earlier) => run.settled.has(earlier)) ? own : 'pending';
}

function missingItems(
  step: IntakeStep,
  state: StepState,
  case_: Case,
  problems: readonly InputError[],
): readonly InputError[] {
  if (case_.submittedAt !== undefined || state === 'complete' || step.kind === 'documents') return [];
  const begun = state === 'in_progress' || state === 'needs_revisit';
  if (!step.required) return begun ? problems : [];
  if (problems.length > 0) return problems;
  const pointer = `/steps/${step.id}`;
  return state === 'needs_revisit'
    ? [{ pointer, code: 'step.needs-revisit', message: `Something has changed. Look at “${step.title}” again.` }]
    : [{ pointer, code: 'step.not-completed', message: `Complete the step “${step.title}”.` }];
}
