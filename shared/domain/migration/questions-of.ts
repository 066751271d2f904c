import type { Case } from '../case/case.ts';
import { checkStates, hasFailed, isPending, isUnderWay } from '../case/check-states.ts';
import { dataDigest } from '../case/data-digest.ts';
import { applicantKind } from '../playbook/applicant-kind.ts';
import { evaluate } from '../playbook/evaluate.ts';
import { factsOf } from '../playbook/facts-of.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type Rename, renamesBetween } from '../playbook/renames.ts';
import { stepProblems } from '../playbook/step-problems.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { CarriedOver } from './carry-over.ts';
import { type Question, type QuestionCode, question } from './questions.ts';
import { isCheckedData, type Leftover, placeOf } from './set-aside.ts';

interface Comparison {
  readonly before: Case;
  readonly carried: CarriedOver;
  readonly from: Playbook;
  readonly to: Playbook;
}

/** Everything that stands between a case and the other version. */
export function questionsOf(comparison: Comparison): readonly Question[] {
  const { before, carried, from, to } = comparison;
  const isAllowed = ({ stages }: Playbook): boolean => stages[before.stage].statuses.includes(before.status);
  return [
    ...(isAllowed(from) && !isAllowed(to) ? [question('status.not-allowed', '/status')] : []),
    ...(to.applicantKinds.includes(applicantKind(before.applicant))
      ? []
      : [question('applicant.not-allowed', '/applicant')]),
    ...carried.left.map((leftover) => question(NO_PLACE[leftover.what], placeOf(leftover))),
    ...renamedUnderWay(comparison),
    ...lostProposals(comparison),
    ...staleEvidence(comparison),
    ...incompleteSteps(comparison),
    ...missingRequirements(comparison),
    ...missingChecks(comparison),
  ];
}

const NO_PLACE = {
  answer: 'answer.no-place',
  member: 'member.no-place',
  binding: 'document.no-place',
  waiver: 'waiver.no-place',
  check: 'check.no-place',
  task: 'task.no-place',
} as const satisfies Record<Leftover['what'], QuestionCode>;

/** Providers answer by the name that they were asked with. */
function renamedUnderWay({ before, from, to }: Comparison): readonly Question[] {
  const rename = renamesBetween(from, to);
  return before.checks
    .filter(({ checkId, status }) => isUnderWay(status) && rename('check', checkId) !== checkId)
    .map(({ checkId }) => question('check.under-way', `/checks/${checkId}`));
}

function lostProposals({ before, to }: Comparison): readonly Question[] {
  const codes = new Set(to.proposal.resolutionCodes.map(({ code }) => code));
  return before.proposals
    .filter(({ status, resolutionCode }) => isCurrent(status) && !codes.has(resolutionCode))
    .map(({ number }) => question('proposal.no-place', `/proposals/${number}`));
}

const isCurrent = (status: string): boolean => status === 'undecided' || status === 'accepted';

/** Past its review a case stands on the data that was reviewed; none of it may go, and none come back. */
function staleEvidence({ before, carried }: Comparison): readonly Question[] {
  if (!isReviewed(before) || before.reviewDigest !== dataDigest(before)) return [];
  const changed = [...carried.left, ...carried.broughtBack.map(({ leftover }) => leftover)];
  return changed.some(isCheckedData) ? [question('evidence.stale', '/reviewDigest')] : [];
}

/** What the intake of the new version would refuse, and that of the old one would not. */
function incompleteSteps({ before, carried, from, to }: Comparison): readonly Question[] {
  if (before.submittedAt === undefined) return [];
  const rename = renamesBetween(from, to);
  const known = new Set(problemPlaces(before, from).map((place) => renamedPlace(place, rename)));
  return problemPlaces(carried.case, to)
    .filter((place) => !known.has(place))
    .map((place) => question('step.incomplete', place));
}

function problemPlaces(case_: Case, playbook: Playbook): readonly string[] {
  const facts = factsOf(case_, playbook);
  return playbook.intake
    .filter(({ required, when }) => required && (when === undefined || evaluate(when, facts)))
    .flatMap((step) => stepProblems(step, case_, playbook, facts).map(({ pointer }) => pointer));
}

/** Fields are unique in a playbook, so the place of an answer is its field, whichever step asks for it. */
function renamedPlace(place: string, rename: Rename): string {
  const [, stepId, fieldId] = /^\/steps\/([^/]+)\/answers\/([^/]+)$/.exec(place) ?? [];
  if (stepId !== undefined && fieldId !== undefined)
    return `/steps/${rename('step', stepId)}/answers/${rename('field', fieldId)}`;
  const [, roleId] = /^\/members\/([^/]+)$/.exec(place) ?? [];
  return roleId === undefined ? place : `/members/${rename('role', roleId)}`;
}

/** Documents are chased in data capture; after it nobody would notice that one is missing. */
function missingRequirements({ before, carried, from, to }: Comparison): readonly Question[] {
  if (!isPastCapture(before)) return [];
  const rename = renamesBetween(from, to);
  const owedBefore = new Set(owedIds(before, from).map((id) => rename('requirement', id)));
  return owedIds(carried.case, to)
    .filter((id) => !owedBefore.has(id))
    .map((id) => question('requirement.missing', `/requirements/${id}`));
}

/** Definitions of the mandatory requirements that nothing settles. */
function owedIds(case_: Case, playbook: Playbook): readonly string[] {
  const owed = requirementsOf(case_, playbook, case_.updatedAt).filter(
    ({ mandatory, status }) => mandatory && !['accepted', 'waived', 'deferred'].includes(status),
  );
  return [...new Set(owed.map(({ definitionId }) => definitionId))];
}

function missingChecks({ before, carried, from, to }: Comparison): readonly Question[] {
  if (!isReviewed(before)) return [];
  const rename = renamesBetween(from, to);
  const missedBefore = new Set(missedChecks(before, from).map((id) => rename('check', id)));
  return missedChecks(carried.case, to)
    .filter((id) => !missedBefore.has(id))
    .map((id) => question('check.missing', `/checks/${id}`));
}

const missedChecks = (case_: Case, playbook: Playbook): readonly string[] =>
  checkStates(case_, playbook)
    .filter((state) => state.definition.required && (isPending(state) || hasFailed(state)))
    .map(({ definition }) => definition.id);

const isReviewed = ({ stage }: Case): boolean => stage === 'resolve' || stage === 'close';
const isPastCapture = (case_: Case): boolean => isReviewed(case_) || case_.stage === 'due_diligence';
