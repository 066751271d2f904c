import type { Case, Instant } from '../case/case.ts';
import { withChecklistDate } from '../case/checklist-dates.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { type Rename, renamesBetween } from '../playbook/renames.ts';
import { type BroughtBack, bringBack } from './bring-back.ts';
import { type Carried, carryEach, distinct, type Move } from './carried.ts';
import { carryAnswers } from './carry-answers.ts';
import { carryDocuments, carryInfoRequests, carryWaivers } from './carry-documents.ts';
import { carryEvidence } from './carry-evidence.ts';
import { requirementFinder } from './requirement-place.ts';
import { type Leftover, type SetAside, toSetAside } from './set-aside.ts';

/** A case under another playbook. */
export interface CarriedOver {
  /** Pinned to the other playbook, everything called as it is there. */
  readonly case: Case;
  readonly moves: readonly Move[];
  /** What found no place there and is set aside. */
  readonly left: readonly Leftover[];
  /** What had been set aside before and has a place again. */
  readonly broughtBack: readonly SetAside[];
}

export interface Journey {
  readonly from: Playbook;
  readonly to: Playbook;
  readonly at: Instant;
  /** Whether a document may answer a requirement of another name that takes the same kind of proof. */
  readonly bindByKind: boolean;
}

/**
 * Carries what a case holds from its playbook to another one. Nothing that somebody typed, sent or found out is lost:
 * what has no place there is set aside, and what was set aside before comes back where it has one.
 */
export function carryOver(case_: Case, journey: Journey): CarriedOver {
  const { from, to, at } = journey;
  const rename = renamesBetween(from, to);
  const carried = childrenOf(case_, journey, rename);
  const left = [...carried.answers, ...carried.members, ...carried.rest].flatMap((part) => part.left);
  const moves = distinct([...carried.answers, ...carried.members, ...carried.rest].flatMap((part) => part.moves));
  const back = bringBack(carried.case, journey);
  const aside = left.map((leftover) => toSetAside(leftover, from, at));
  const setAside = aside.length === 0 ? back.case.setAside : [...without(back.case.setAside, aside), ...aside];
  const pinned: Case = { ...back.case, setAside, playbook: { id: to.id, version: to.version } };
  const after = { ...pinned, timers: withChecklistDate(pinned, { playbook: to }) };
  return {
    case: carryEvidence(case_, after, { ...journey, rename, isSameData: isSameData(left, back) }),
    moves,
    left,
    broughtBack: back.broughtBack,
  };
}

function childrenOf(case_: Case, { from, to, bindByKind }: Journey, rename: Rename) {
  const answers = carryAnswers(case_, rename, to);
  const members = carryMembers(case_, rename, to);
  const checks = carryChecks(case_, rename, to);
  const tasks = carryTasks(case_, to);
  const kindsOf = (id: string) => from.requirements.find((one) => one.id === id)?.oneOf ?? [];
  const find = requirementFinder({ to, rename, members: members.items, ...(bindByKind && { kindsOf }) });
  const documents = carryDocuments(case_, find);
  const waivers = carryWaivers(case_, find);
  const sameAnswers = answers.items.every((one, index) => one === case_.answers[index]);
  return {
    answers: [answers],
    members: [members],
    rest: [documents, waivers, checks, tasks],
    case: {
      ...case_,
      answers: sameAnswers && answers.items.length === case_.answers.length ? case_.answers : answers.items,
      members: members.items,
      documents: documents.items,
      requirementDecisions: waivers.items,
      checks: checks.items,
      tasks: tasks.items,
      infoRequests: carryInfoRequests(case_, find),
    },
  };
}

function carryMembers({ members }: Case, rename: Rename, to: Playbook): Carried<Case['members'][number]> {
  return carryEach(
    members,
    (member) => {
      const role = rename('role', member.role);
      if (!to.memberRoles.some(({ id }) => id === role)) return undefined;
      if (role === member.role) return { child: member };
      return { child: { ...member, role }, move: { what: 'role', from: member.role, to: role } };
    },
    (member) => ({ what: 'member', member }),
  );
}

function carryChecks({ checks }: Case, rename: Rename, to: Playbook): Carried<Case['checks'][number]> {
  return carryEach(
    checks,
    (check) => {
      const checkId = rename('check', check.checkId);
      if (!to.checks.some(({ id }) => id === checkId)) return undefined;
      if (checkId === check.checkId) return { child: check };
      return { child: { ...check, checkId }, move: { what: 'check', from: check.checkId, to: checkId } };
    },
    (check) => ({ what: 'check', check }),
  );
}

/** What has been done stays on record; only an open task needs a place. */
function carryTasks({ tasks }: Case, to: Playbook): Carried<Case['tasks'][number]> {
  const hasPlace = ({ taskId, attempts }: Case['tasks'][number]): boolean =>
    to.tasks.some(({ id }) => id === taskId) || attempts.at(-1)?.end !== undefined;
  return carryEach(
    tasks,
    (task) => (hasPlace(task) ? { child: task } : undefined),
    (task) => ({ what: 'task', task }),
  );
}

/** A place holds one thing: what is set aside there now replaces what was before. */
function without(setAside: readonly SetAside[], replaced: readonly SetAside[]): readonly SetAside[] {
  const ids = new Set(replaced.map(({ asideId }) => asideId));
  return setAside.filter(({ asideId }) => !ids.has(asideId));
}

const isSameData = (left: readonly Leftover[], { broughtBack }: BroughtBack): boolean =>
  [...left, ...broughtBack.map(({ leftover }) => leftover)].every(({ what }) => what !== 'answer' && what !== 'member');
