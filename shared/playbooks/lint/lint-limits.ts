import { CAPS } from '../../domain/case/caps.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { type Finding, finding, findingIf } from './finding.ts';
import { lintOptionList } from './lint-options.ts';
import { ordered } from './ordered.ts';

/** Roles, lists and deadlines that contradict themselves. */
export function lintLimits(playbook: Playbook): readonly Finding[] {
  const { memberRoles, proposal } = playbook;
  return [
    ...memberRoles.flatMap(({ minimum, maximum, minimumWhen }, i) =>
      ordered(`/memberRoles/${i}`, Math.max(minimum, minimumWhen?.minimum ?? 0), maximum),
    ),
    ...proposal.resolutionCodes.flatMap(({ terms }, i) =>
      terms.flatMap(({ type, options = [] }, j) =>
        lintOptionList(type === 'choice', type === 'choice', options, `/proposal/resolutionCodes/${i}/terms/${j}`),
      ),
    ),
    ...lintMembers(playbook),
    ...lintLists(playbook),
    ...lintDeadlines(playbook),
  ];
}

function lintMembers({ memberRoles }: Playbook): readonly Finding[] {
  const needed = memberRoles.reduce((sum, { minimum }) => sum + minimum, 0);
  const message = `${needed} members are needed, and a case takes ${CAPS.members}.`;
  return findingIf(needed > CAPS.members, '/memberRoles', 'too-many-members', message);
}

function lintLists({ requirements, proposal }: Playbook): readonly Finding[] {
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ...requirements.flatMap(({ oneOf, mediaTypes, per }, i) => [
      [`/requirements/${i}/oneOf`, oneOf] as const,
      [`/requirements/${i}/mediaTypes`, mediaTypes] as const,
      [`/requirements/${i}/per/roles`, per === 'case' ? ['the case'] : per.roles] as const,
    ]),
    ['/proposal/resolutionCodes', proposal.resolutionCodes],
    ['/proposal/rejectReasons', proposal.rejectReasons],
  ];
  return lists
    .filter(([, list]) => list.length === 0)
    .map(([place]) => finding(place, 'empty-list', 'Nothing can satisfy an empty list.'));
}

function lintDeadlines(playbook: Playbook): readonly Finding[] {
  const { draft, infoRequest, documentDeadline, proposal } = playbook;
  return [
    ...before('/draft/reminderDays', draft.reminderDays, draft.expiryDays),
    ...before('/infoRequest/reminderBusinessDays', infoRequest.reminderBusinessDays, infoRequest.dueBusinessDays),
    ...before(
      '/documentDeadline/reminderBusinessDays',
      documentDeadline.reminderBusinessDays,
      documentDeadline.dueBusinessDays,
    ),
    ...before('/proposal/reminderBusinessDays', [proposal.reminderBusinessDays], proposal.lapseBusinessDays),
  ];
}

function before(place: string, reminders: readonly number[], deadline: number): readonly Finding[] {
  const isLate = reminders.some((days) => days >= deadline);
  const message = `A reminder comes on or after day ${deadline}, when time is up.`;
  return findingIf(isLate, place, 'reminder-after-deadline', message);
}
