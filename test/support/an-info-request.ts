import type { InfoRequest, InfoRequestItem } from '../../shared/domain/case/info-request.ts';
import { AT } from './a-case.ts';

/** The first request of a case, open, for these things. */
export const anInfoRequest = (...items: readonly InfoRequestItem[]): InfoRequest => ({
  number: 1,
  items,
  message: 'Please.',
  requestedBy: 'agent_bo',
  requestedAt: AT,
  dueAt: AT,
  priorStatus: 'open',
  remindersSent: 0,
});
