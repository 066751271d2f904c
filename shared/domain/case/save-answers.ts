import { dateOf } from '../calendar.ts';
import { InputInvalid } from '../errors.ts';
import { checkAnswers } from '../playbook/check-answers.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { AnswerValue, Case, StepAnswers } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireNoConflict } from './edit-conflict.ts';
import { lookAgain } from './look-again.ts';
import { requireStep } from './require-step.ts';
import { statusAfter } from './transitions.ts';
import { requireAnswersFit, writeAnswers } from './write-answers.ts';

export interface AnswersToSave {
  readonly stepId: string;
  /** Fields to set; null removes an answer, a field that is not named keeps its own. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** Of the step as the editor saw it: what others have saved since is then not overwritten. */
  readonly revision?: number;
}

/**
 * Saves part of a form, complete or not. A completed step stays completed as long as what it holds is right.
 *
 * @throws {StepUnknown} {StepNotReady} {InputInvalid} {LimitExceeded} {StepEditConflict}
 */
export function saveAnswers(
  case_: Case,
  { stepId, answers, revision: seen }: AnswersToSave,
  s: Surroundings,
): Decision {
  statusAfter(case_, 'save_answers');
  const step = requireStep(case_, s.playbook, stepId, ['form']);
  const problems = checkAnswers(step, answers, factsOf(case_, s.playbook), dateOf(s.at), { completing: false });
  if (problems.length > 0) throw new InputInvalid(problems);
  const stored = case_.answers.find((one) => one.stepId === stepId);
  const written = writeAnswers(stored, stepId, answers, s);
  if (seen !== undefined) requireNoConflict(stored, answers, written.changed, seen, s);
  if (written.changed.length === 0) return unchanged(case_);
  const after = { ...case_, answers: putAnswers(case_.answers, written.answers) };
  requireAnswersFit(after.answers);
  const { revision } = written.answers;
  const look = lookAgain(case_, after, s.playbook, stepId);
  const saved = { type: 'case.answers_saved', stepId, revision, fields: written.changed } as const;
  return decide(case_, { answers: look.answers }, [saved, ...look.facts], s.at);
}

/** The answers of all steps with those of one step put in. */
export function putAnswers(all: readonly StepAnswers[], one: StepAnswers): readonly StepAnswers[] {
  if (!all.some(({ stepId }) => stepId === one.stepId)) return [...all, one];
  return all.map((answers) => (answers.stepId === one.stepId ? one : answers));
}
