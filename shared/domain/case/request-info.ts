import { addBusinessDays, toEpochMs, toInstant } from '../calendar.ts';
import { type InputError, LimitExceeded } from '../errors.ts';
import { slotsOf } from '../requirements/slots.ts';
import { CAPS } from './caps.ts';
import type { Case, Instant } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import type { InfoRequest, InfoRequestItem } from './info-request.ts';
import { refuseProblems, textProblem } from './input-text.ts';
import { nextInfoReminder } from './open-info-request.ts';
import { timer, withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

export interface InfoToRequest {
  readonly items: readonly Pick<InfoRequestItem, 'label' | 'kind' | 'requirementId'>[];
  readonly message: string;
  /** Otherwise the business days that the playbook gives. */
  readonly dueAt?: Instant;
}

/**
 * Asks the customer for something; until all of it is there, the case awaits information and its clocks stand still.
 *
 * @throws {InputInvalid} without items or text, with an unknown requirement, with a deadline that has passed
 * @throws {LimitExceeded}
 */
export function requestInfo(case_: Case, input: InfoToRequest, s: Surroundings): Decision {
  const status = statusAfter(case_, 'request_info');
  refuseProblems(problems(case_, input, s));
  if (input.items.length > CAPS.infoItems) throw new LimitExceeded('items in a request', CAPS.infoItems);
  if (case_.infoRequests.length >= CAPS.infoRequests) throw new LimitExceeded('requests', CAPS.infoRequests);
  const request = newRequest(case_, input, s);
  const { number, dueAt } = request;
  const set = [timer(case_, 'info_expiry', dueAt, number), ...nextInfoReminder(case_, request, s)];
  const timers = withTimers(case_, ['document_reminder', 'document_expiry'], set);
  const fact = { type: 'case.info_requested', number, items: request.items.length, dueAt } as const;
  return decide(case_, { status, infoRequests: [...case_.infoRequests, request], timers }, [fact], s.at);
}

function newRequest(case_: Case, input: InfoToRequest, { at, caller, playbook, newId }: Surroundings): InfoRequest {
  return {
    number: case_.infoRequests.length + 1,
    items: input.items.map(({ label, kind, requirementId }) => ({
      itemId: newId('item'),
      label: label.trim(),
      kind,
      ...(requirementId !== undefined && { requirementId }),
    })),
    message: input.message.trim(),
    requestedBy: caller.personId,
    requestedAt: at,
    dueAt:
      input.dueAt === undefined
        ? addBusinessDays(at, playbook.infoRequest.dueBusinessDays)
        : toInstant(toEpochMs(input.dueAt)),
    priorStatus: case_.status,
    remindersSent: 0,
  };
}

function problems(case_: Case, { items, message, dueAt }: InfoToRequest, s: Surroundings): (InputError | undefined)[] {
  const known = new Set(slotsOf(case_, s.playbook).map(({ requirementId }) => requirementId));
  const found = [textProblem(message, '/message')];
  if (items.length === 0) {
    found.push({ pointer: '/items', code: 'info.no-items', message: 'Ask for at least one thing.' });
  }
  if (dueAt !== undefined && toEpochMs(dueAt) <= toEpochMs(s.at)) {
    found.push({ pointer: '/dueAt', code: 'info.due-in-the-past', message: 'Give a time in the future.' });
  }
  for (const [index, { label, requirementId }] of items.entries()) {
    found.push(textProblem(label, `/items/${index}/label`));
    if (requirementId === undefined || known.has(requirementId)) continue;
    const pointer = `/items/${index}/requirementId`;
    found.push({ pointer, code: 'requirement.unknown', message: 'This case has no such requirement.' });
  }
  return found;
}
