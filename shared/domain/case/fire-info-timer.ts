import { abandonCase } from './abandon-case.ts';
import type { Case, Timer } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import type { InfoRequest } from './info-request.ts';
import { nextInfoReminder, requireOpenInfoRequest } from './open-info-request.ts';
import { withTimers } from './timers.ts';

/** Reminds the customer; the last time it says so. */
export function remindOfInfo(case_: Case, { kind, subject }: Timer, s: Surroundings): Decision {
  const request = requireOpenInfoRequest(case_, subject);
  const reminded: InfoRequest = { ...request, remindersSent: request.remindersSent + 1 };
  const next = nextInfoReminder(case_, reminded, s);
  const changes = {
    infoRequests: replace(case_.infoRequests, request, reminded),
    timers: withTimers(case_, [kind], next),
  };
  const { number, remindersSent: reminder, dueAt } = reminded;
  return decide(
    case_,
    changes,
    [{ type: 'case.info_reminded', number, reminder, last: next.length === 0, dueAt }],
    s.at,
  );
}

/** The deadline has passed: by the playbook a task for the owner, who may still get the answer, or the end of the case. */
export function expireInfo(case_: Case, { kind, subject }: Timer, s: Surroundings): Decision {
  const { number } = requireOpenInfoRequest(case_, subject);
  const { onExpiry } = s.playbook.infoRequest;
  const expired = { type: 'case.info_expired', number, policy: onExpiry } as const;
  if (onExpiry === 'task') {
    const timers = withTimers(case_, [kind, 'info_reminder']);
    return decide(case_, { needsAttention: true, timers }, [expired], s.at);
  }
  return abandonCase(case_, expired, s);
}
