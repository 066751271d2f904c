import { toEpochMs } from '../../../shared/domain/calendar.ts';
import type { Instant } from '../../../shared/domain/case/case.ts';
import type { LiveKeys } from '../../../shared/store/secrets.ts';
import type { CallbackBody } from '../callback-body.ts';
import { signWebhook } from '../webhook-signature.ts';
import { type SendLater, type SimMessage, sendWhenDue } from './sim-message.ts';

export interface SimDeps {
  /** Posts to the callback route of the simulated provider. */
  readonly post: (body: string, headers: Readonly<Record<string, string>>) => Promise<{ readonly status: number }>;
  readonly send: SendLater;
  readonly keys: LiveKeys;
  readonly now: () => Instant;
}

/** Delivers an answer that is due, or sends it on when it is not. @throws when it is not received, so that it comes again */
export async function answerSim(deps: SimDeps, message: SimMessage): Promise<void> {
  const nowEpochMs = toEpochMs(deps.now());
  if (toEpochMs(message.dueAt) > nowEpochMs) return sendWhenDue(deps.send, message, nowEpochMs);
  const [key] = await deps.keys();
  if (key === undefined) throw new Error('there is no key to sign callbacks with');
  const body = JSON.stringify(callbackBody(message));
  const reply = await deps.post(body, {
    'content-type': 'application/json',
    ...signWebhook(key, message.eventId, Math.floor(nowEpochMs / 1_000), body),
  });
  if (reply.status < 200 || reply.status > 299) throw new Error(`the callback was answered with ${reply.status}`);
}

function callbackBody({ eventId, reference, status, result, occurredAt }: SimMessage): CallbackBody {
  const reasons = result === undefined || result === 'clear' ? [] : [`sim.${result}`];
  return { id: eventId, reference, status, ...(result !== undefined && { result }), reasons, occurredAt };
}
