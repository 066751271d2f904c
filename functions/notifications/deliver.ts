import type { Instant } from '../../shared/domain/case/case.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { MailLedger } from '../../shared/store/mail-ports.ts';
import type { RenderedMail } from '../../shared/store/ports.ts';

export interface DeliverDeps {
  readonly ledger: Pick<MailLedger, 'begin' | 'suppress' | 'attemptAgain' | 'sent'>;
  /** Hands the mail to SES. @returns SES's message id */
  readonly send: (mail: RenderedMail) => Promise<string>;
  readonly now: () => Instant;
  readonly log: Log;
}

/** Automatic mail to one recipient about one case in a day: the backstop against loops that no header rule catches. */
const BUDGET_PER_DAY = 30;
/** How long the proof of an earlier attempt may be on its way. */
const PROOF_MS = 5 * 60_000;

/** An earlier attempt may have sent this mail; whether it did is not known yet. The queue brings it again. */
export class MailUncertain extends Error {
  override readonly name = 'MailUncertain';
}

/**
 * Sends a mail once. The ledger says `sending` before SES is asked; an entry that a crash left there is sent again only
 * when SES has not reported it sent for five minutes.
 *
 * @throws {MailUncertain}
 */
export async function deliver(deps: DeliverDeps, mail: RenderedMail): Promise<void> {
  const begun = await deps.ledger.begin(mail, BUDGET_PER_DAY);
  if (begun.outcome === 'begun') return sendNow(deps, mail);
  if (begun.outcome === 'present') return settle(deps, begun.mail);
  if (begun.outcome === 'over_budget') {
    deps.log.warn('mail over budget', { caseId: mail.caseId, template: mail.template });
  }
  return deps.ledger.suppress({ ...mail, state: 'suppressed' });
}

async function settle(deps: DeliverDeps, mail: RenderedMail): Promise<void> {
  if (mail.state !== 'sending') return;
  const now = deps.now();
  if (Date.parse(now) - Date.parse(mail.attemptedAt) < PROOF_MS) throw new MailUncertain(mail.template);
  if (!(await deps.ledger.attemptAgain(mail, mail.attempts, now))) throw new MailUncertain(mail.template);
  deps.log.warn('mail sent again without proof of the first attempt', {
    caseId: mail.caseId,
    attempt: mail.attempts + 1,
  });
  await sendNow(deps, mail);
}

async function sendNow(deps: DeliverDeps, mail: RenderedMail): Promise<void> {
  const sesMessageId = await deps.send(mail);
  await deps.ledger.sent(mail, sesMessageId, deps.now());
}
