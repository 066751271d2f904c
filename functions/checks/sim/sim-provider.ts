import { addMs, toEpochMs } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { CheckProvider, CheckRequest } from '../check-provider.ts';
import { toReference } from '../provider-reference.ts';
import { type SimAnswer, simAnswers } from './script.ts';
import { type SendLater, type SimMessage, sendWhenDue } from './sim-message.ts';

/** A provider that answers what the case tells it to (see `script.ts`): for sandboxes, demonstrations and tests. */
export const simProvider = (send: SendLater): CheckProvider => ({
  start: async (request) => {
    const answers = simAnswers(customerReference(request.case), request.checkId);
    for (const message of answers.flatMap((answer, index) => messagesOf(request, answer, index))) {
      await sendWhenDue(send, message, toEpochMs(request.at));
    }
  },
});

function messagesOf(request: CheckRequest, answer: SimAnswer, index: number): readonly SimMessage[] {
  const reference = toReference(request);
  const occurredAt = addMs(request.at, answer.delayMs);
  const { status, result } = answer;
  const message: SimMessage = {
    eventId: `sim.${reference}.${index + 1}`,
    reference,
    status,
    ...(result !== undefined && { result }),
    occurredAt,
    dueAt: occurredAt,
  };
  return Array.from({ length: answer.deliveries }, () => message);
}

function customerReference(case_: Case): string | undefined {
  const value = case_.answers.map(({ values }) => values['customerReference']).find((found) => found !== undefined);
  return typeof value === 'string' ? value : undefined;
}
