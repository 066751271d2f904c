import { RECEIVED_MAIL_PREFIX } from '../../shared/contract/received-mail.ts';
import { addMs } from '../../shared/domain/calendar.ts';
import type { Instant } from '../../shared/domain/case/case.ts';
import type { ListedObject, ObjectStore } from '../../shared/store/objects/object-store.ts';
import type { PlaceDeps } from './deps.ts';
import { placeMail } from './place-mail.ts';
import { quarantineMail } from './quarantine-mail.ts';
import type { Received } from './received.ts';

export interface SweepDeps extends PlaceDeps {
  readonly mails: Pick<ObjectStore, 'get' | 'list'>;
}

const MINUTE_MS = 60_000;
/** Lambda's own repetitions of an announcement come within minutes. */
const UNSETTLED_MS = 15 * MINUTE_MS;
/** Lambda drops an announcement after six hours (`infra/constructs/inbound-mail.ts`): until then it may still come. */
const UNANNOUNCED_MS = 7 * 60 * MINUTE_MS;
/** Older mail was swept many times. What is settled is remembered for longer than that. */
const LOOK_BACK_MS = 14 * 24 * 60 * MINUTE_MS;
/** A mail that brings the function down is not opened for ever, and never keeps the others waiting. */
const MAXIMUM_ATTEMPTS = 3;
/** SES leaves this behind when the receipt rule is made. */
const SETUP_NOTE = `${RECEIVED_MAIL_PREFIX}AMAZON_SES_SETUP_NOTIFICATION`;

/**
 * Places received mail that is still not settled. A mail that SES announced is placed with what SES said of it; one that
 * was never announced has no proof of its sender, and what a mail says of itself is none: people look at it.
 *
 * @throws after all were tried, when one of them failed
 */
export async function sweepMail(deps: SweepDeps): Promise<void> {
  const now = deps.now();
  const failures: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.mails.list(RECEIVED_MAIL_PREFIX, cursor);
    for (const object of page.objects.filter((one) => isDue(one, now))) {
      await settleMail(deps, object, now).catch((error: unknown) => failures.push(error));
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} mails could not be placed`);
}

function isDue({ key, modifiedAt }: ListedObject, now: Instant): boolean {
  const isYoung = addMs(modifiedAt, UNSETTLED_MS) > now;
  const isOld = addMs(modifiedAt, LOOK_BACK_MS) < now;
  return !isYoung && !isOld && key !== SETUP_NOTE;
}

async function settleMail(deps: SweepDeps, { key, modifiedAt }: ListedObject, now: Instant): Promise<void> {
  const mailId = key.slice(RECEIVED_MAIL_PREFIX.length);
  if (await deps.inbound.isSettled(mailId)) return;
  const announced = await deps.inbound.announced(mailId);
  if (announced === undefined && addMs(modifiedAt, UNANNOUNCED_MS) > now) return;
  const received: Received = announced ?? { mailId, receivedAt: modifiedAt, envelopeFrom: 'unknown', recipients: [] };
  if ((await deps.inbound.countAttempt(mailId, now)) > MAXIMUM_ATTEMPTS) {
    return quarantineMail(deps, received, 'mail.unplaceable', undefined);
  }
  deps.log.warn('received mail was not settled', { mailId, isAnnounced: announced !== undefined });
  await placeMail(deps, received);
}
