import { dateOf } from '../calendar.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { definitionOf } from '../requirements/definition-of.ts';
import { renewFrom, startAfter } from '../requirements/expiry.ts';
import type { Case, CaseDocument, Instant, Timer } from './case.ts';
import type { Surroundings } from './decision.ts';
import type { RequirementDecision } from './requirement-decision.ts';
import { timer, withTimers } from './timers.ts';

/** What the passing of a day makes of a checklist. */
export interface ChecklistNews {
  /** Deferrals whose last day is over. */
  readonly passed: readonly RequirementDecision[];
  readonly expiring: readonly CaseDocument[];
  readonly expired: readonly CaseDocument[];
}

/**
 * The timers of the case with the one for the next day on which its checklist changes by itself. One is enough: when it
 * fires, everything that has come due is looked at, and it is set for what comes then.
 */
export function withChecklistDate(case_: Case, { playbook }: Pick<Surroundings, 'playbook'>): readonly Timer[] {
  const [dueAt] = [...ends(case_), ...notices(case_, playbook)].toSorted();
  if (case_.timers.find(({ kind }) => kind === 'checklist_date')?.dueAt === dueAt) return case_.timers;
  return withTimers(case_, ['checklist_date'], dueAt === undefined ? [] : [timer(case_, 'checklist_date', dueAt)]);
}

/** What has come due and has not been told. */
export function checklistNews(case_: Case, playbook: Playbook, at: Instant): ChecklistNews {
  const today = dateOf(at);
  const due = case_.documents.filter((document) => (noticeAt(document, playbook) ?? at) <= at && isWatched(document));
  const isOver = ({ expiresDate = '' }: CaseDocument): boolean => expiresDate < today;
  return {
    passed: case_.requirementDecisions.filter((decision) => isRunning(decision) && (decision.untilDate ?? '') < today),
    expiring: due.filter((document) => !isOver(document)),
    expired: due.filter(isOver),
  };
}

const isRunning = ({ decision, approvedBy, ended }: RequirementDecision): boolean =>
  decision === 'deferred' && approvedBy !== undefined && ended === undefined;

const ends = ({ requirementDecisions }: Case): readonly Instant[] =>
  requirementDecisions.filter(isRunning).map(({ untilDate = '' }) => startAfter(untilDate));

const isWatched = ({ status, expiresDate, expiryTold }: CaseDocument): boolean =>
  status === 'accepted' && expiresDate !== undefined && expiryTold !== 'expired';

const notices = ({ documents }: Case, playbook: Playbook): readonly Instant[] =>
  documents.filter(isWatched).flatMap((document) => noticeAt(document, playbook) ?? []);

/** When there is something to tell of the document: that it runs out soon, and then that it has. */
function noticeAt({ expiresDate, expiryTold, requirementId }: CaseDocument, playbook: Playbook): Instant | undefined {
  if (expiresDate === undefined) return undefined;
  return expiryTold === 'expiring'
    ? startAfter(expiresDate)
    : renewFrom(expiresDate, definitionOf(requirementId, playbook));
}
