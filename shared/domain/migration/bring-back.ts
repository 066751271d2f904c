import type { Case, StepAnswers } from '../case/case.ts';
import { replace } from '../case/change.ts';
import { putAnswers } from '../case/save-answers.ts';
import { type Rename, renamesFrom } from '../playbook/renames.ts';
import { wrongKind } from '../playbook/value-type.ts';
import { placesOf } from './carry-answers.ts';
import type { Journey } from './carry-over.ts';
import { requirementFinder } from './requirement-place.ts';
import type { Leftover, SetAside } from './set-aside.ts';

export interface BroughtBack {
  readonly case: Case;
  readonly broughtBack: readonly SetAside[];
}

/** What had been set aside takes its place in `to`, unless something else has taken it meanwhile. */
export function bringBack(case_: Case, { to }: Journey): BroughtBack {
  let after = case_;
  const broughtBack: SetAside[] = [];
  for (const aside of inOrder(case_.setAside)) {
    const back = restore(after, aside.leftover, renamesFrom(aside.playbook, to), to);
    if (back === undefined) continue;
    after = back;
    broughtBack.push(aside);
  }
  if (broughtBack.length === 0) return { case: case_, broughtBack };
  const setAside = case_.setAside.filter((aside) => !broughtBack.includes(aside));
  return { case: { ...after, setAside }, broughtBack };
}

/** People first: documents are bound to what is asked of them. */
function inOrder(setAside: readonly SetAside[]): readonly SetAside[] {
  const isMember = ({ leftover }: SetAside): boolean => leftover.what === 'member';
  return [...setAside.filter(isMember), ...setAside.filter((aside) => !isMember(aside))];
}

function restore(case_: Case, leftover: Leftover, rename: Rename, to: Journey['to']): Case | undefined {
  switch (leftover.what) {
    case 'answer':
      return restoreAnswer(case_, leftover, rename, to);
    case 'member': {
      const role = rename('role', leftover.member.role);
      if (!to.memberRoles.some(({ id }) => id === role)) return undefined;
      return { ...case_, members: [...case_.members, { ...leftover.member, role }] };
    }
    case 'binding':
      return restoreBinding(case_, leftover, rename, to);
    case 'waiver': {
      const place = finder(case_, rename, to)(leftover.waiver.requirementId);
      const isAllowed =
        leftover.waiver.decision === 'waived' ? place?.definition.waivable : place?.definition.deferrable;
      if (place === undefined || isAllowed !== true) return undefined;
      const waiver = { ...leftover.waiver, requirementId: place.requirementId };
      return { ...case_, requirementDecisions: [...case_.requirementDecisions, waiver] };
    }
    case 'check': {
      const checkId = rename('check', leftover.check.checkId);
      const isTaken = case_.checks.some((check) => check.checkId === checkId);
      if (isTaken || !to.checks.some(({ id }) => id === checkId)) return undefined;
      return { ...case_, checks: [...case_.checks, { ...leftover.check, checkId }] };
    }
    case 'task': {
      const { taskId } = leftover.task;
      const isTaken = case_.tasks.some((task) => task.taskId === taskId);
      if (isTaken || !to.tasks.some(({ id }) => id === taskId)) return undefined;
      return { ...case_, tasks: [...case_.tasks, leftover.task] };
    }
  }
}

const finder = ({ members }: Case, rename: Rename, to: Journey['to']) => requirementFinder({ to, rename, members });

function restoreAnswer(
  case_: Case,
  { fieldId, value, author }: Extract<Leftover, { what: 'answer' }>,
  rename: Rename,
  to: Journey['to'],
): Case | undefined {
  const id = rename('field', fieldId);
  const place = placesOf(to).get(id);
  if (place === undefined || wrongKind(place.field, value) !== undefined) return undefined;
  const { stepId } = place;
  const stored = case_.answers.find((answers) => answers.stepId === stepId);
  // Whoever wrote or emptied the field since has decided what it holds.
  if (stored?.authors[id] !== undefined) return undefined;
  const empty: StepAnswers = { stepId, values: {}, authors: {}, revision: 1 };
  const answers = stored ?? empty;
  const authors = author === undefined ? answers.authors : { ...answers.authors, [id]: author };
  return {
    ...case_,
    answers: putAnswers(case_.answers, { ...answers, values: { ...answers.values, [id]: value }, authors }),
  };
}

function restoreBinding(
  case_: Case,
  { documentId, requirementId, what: _, ...decided }: Extract<Leftover, { what: 'binding' }>,
  rename: Rename,
  to: Journey['to'],
): Case | undefined {
  const document = case_.documents.find((one) => one.documentId === documentId);
  const place = finder(case_, rename, to)(requirementId);
  if (document?.status !== 'unclassified' || place === undefined) return undefined;
  const bound = { ...document, ...decided, requirementId: place.requirementId };
  return { ...case_, documents: replace(case_.documents, document, bound) };
}
