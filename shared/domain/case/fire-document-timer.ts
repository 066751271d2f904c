import { abandonCase } from './abandon-case.ts';
import type { Case, Timer } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { nextDocumentReminder } from './document-timers.ts';
import { withTimers } from './timers.ts';

/** Reminds the customer of the documents that the last verification missed. */
export function remindOfDocuments(case_: Case, { kind, subject = 1 }: Timer, { at, playbook }: Surroundings): Decision {
  const { verification, caseId } = case_;
  const expiresAt = case_.timers.find((timer) => timer.kind === 'document_expiry')?.dueAt;
  if (verification === undefined || expiresAt === undefined) {
    throw new Error(`case ${caseId} has a ${kind} timer, but no verification with a deadline`);
  }
  const from = laterOf(verification.at, resumedAt(case_));
  const next = nextDocumentReminder(case_, playbook, from, subject + 1, expiresAt);
  const fact = {
    type: 'checklist.reminded',
    verification: verification.number,
    reminder: subject,
    last: next.length === 0,
    dueAt: expiresAt,
  } as const;
  return decide(case_, { timers: withTimers(case_, [kind], next) }, [fact], at);
}

/** The deadline has passed: by the playbook a task for the owner, to whom the documents are still welcome, or the end. */
export function expireDocuments(case_: Case, { kind }: Timer, s: Surroundings): Decision {
  const { missing = [], invalid = [] } = case_.verification ?? {};
  const policy = s.playbook.documentDeadline.onExpiry;
  const expired = { type: 'checklist.expired', missing, invalid, policy } as const;
  if (policy === 'abandon') return abandonCase(case_, expired, s);
  const timers = withTimers(case_, [kind, 'document_reminder']);
  return decide(case_, { needsAttention: true, timers }, [expired], s.at);
}

/** The schedule started again when the last request for information was met. */
function resumedAt({ infoRequests }: Case): string {
  return infoRequests.at(-1)?.closedAt ?? '';
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
