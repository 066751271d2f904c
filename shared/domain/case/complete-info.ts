import type { Fact } from '../events/fact.ts';
import type { Channel } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { type Changes, replace } from './change.ts';
import type { Surroundings } from './decision.ts';
import { resumeDocumentTimers } from './document-timers.ts';
import type { InfoRequest } from './info-request.ts';
import { resumeClocks } from './stages.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

/** How a request for information was met. */
export interface InfoCompletion {
  /** The request as it is to be stored, not yet closed. */
  readonly request: InfoRequest;
  readonly closedAs: 'answered' | 'received' | 'dropped';
  readonly channel: Channel;
}

/** Back to the status before the request; the clocks go on where they stopped, and nobody is overdue any more. */
export function completeInfo(
  case_: Case,
  old: InfoRequest,
  { request, closedAs, channel }: InfoCompletion,
  s: Surroundings,
): { readonly changes: Changes; readonly fact: Fact } {
  const status = statusAfter(case_, 'info_received');
  const done: InfoRequest = { ...request, closedAt: s.at, closedAs };
  const timers = withTimers(case_, ['info_reminder', 'info_expiry'], resumeDocumentTimers(case_, status, s));
  const wasOverdue = !case_.timers.some(({ kind }) => kind === 'info_expiry');
  const changes = {
    status,
    needsAttention: case_.needsAttention && !wasOverdue,
    infoRequests: replace(case_.infoRequests, old, done),
    timers,
    ...resumeClocks(case_, s.playbook, request.requestedAt, s.at),
  };
  return { changes, fact: { type: 'case.info_completed', number: request.number, as: closedAs, channel, status } };
}
