import type { Field, Playbook, ProposalTerm } from '../../domain/playbook/playbook.ts';
import type { Finding } from './finding.ts';

/** Fields, roles, lists and deadlines that contradict themselves. */
export function lintLimits(playbook: Playbook): readonly Finding[] {
  const { intake, memberRoles, proposal } = playbook;
  return [
    ...intake.flatMap((step, i) =>
      (step.fields ?? []).flatMap((field, j) => lintField(field, `/intake/${i}/fields/${j}`)),
    ),
    ...memberRoles.flatMap(({ minimum, maximum, minimumWhen }, i) =>
      ordered(`/memberRoles/${i}`, Math.max(minimum, minimumWhen?.minimum ?? 0), maximum),
    ),
    ...proposal.resolutionCodes.flatMap(({ terms }, i) =>
      terms.flatMap((term, j) => lintTerm(term, `/proposal/resolutionCodes/${i}/terms/${j}`)),
    ),
    ...lintLists(playbook),
    ...lintDeadlines(playbook),
  ];
}

function lintField(field: Field, place: string): readonly Finding[] {
  const takesOptions = field.type === 'choice' || field.type === 'multi_choice';
  return [
    ...lintOptions(takesOptions, field.options ?? [], place),
    ...ordered(place, field.minimum, field.maximum),
    ...ordered(place, field.minLength, field.maxLength),
    ...(compiles(field.pattern)
      ? []
      : [finding(`${place}/pattern`, 'pattern-invalid', 'This is no regular expression.')]),
    ...(field.mustBeTrue === true && field.type !== 'boolean'
      ? [finding(`${place}/mustBeTrue`, 'agreement-not-boolean', 'Only a yes-or-no field can have to be true.')]
      : []),
  ];
}

function lintTerm(term: ProposalTerm, place: string): readonly Finding[] {
  return lintOptions(term.type === 'choice', term.options ?? [], place);
}

function lintOptions(takesOptions: boolean, options: readonly unknown[], place: string): readonly Finding[] {
  if (takesOptions && options.length === 0)
    return [finding(place, 'options-missing', 'There is nothing to choose from.')];
  if (takesOptions || options.length === 0) return [];
  return [finding(`${place}/options`, 'options-unused', 'Only choices have options.')];
}

function ordered(place: string, minimum: number | undefined, maximum: number | undefined): readonly Finding[] {
  if (minimum === undefined || maximum === undefined || minimum <= maximum) return [];
  return [finding(place, 'minimum-over-maximum', `At least ${minimum} and at most ${maximum} cannot both be met.`)];
}

function compiles(pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    new RegExp(`^(?:${pattern})$`);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
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
  if (reminders.every((days) => days < deadline)) return [];
  return [finding(place, 'reminder-after-deadline', `A reminder comes on or after day ${deadline}, when time is up.`)];
}

function finding(place: string, code: Finding['code'], message: string): Finding {
  return { place, code, message };
}
