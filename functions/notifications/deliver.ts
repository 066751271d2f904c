import type { Instant } from '../../shared/domain/case/case.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { Begun, MailLedger, SentMail } from '../../shared/store/mail-ports.ts';
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
 * Sends the mails of one event, each once. The ledger says `sending` before SES is asked; an entry that a crash left
 * there is sent again only when SES has not reported it sent for five minutes.
 *
 * @returns why mails were not delivered, `MailUncertain` among it; the others are
 */
export async function deliver(deps: DeliverDeps, mails: readonly RenderedMail[]): Promise<readonly unknown[]> {
  const begun = await deps.ledger.begin(mails, BUDGET_PER_DAY);
  const failures: unknown[] = [];
  const sent: SentMail[] = [];
  for (const [index, mail] of mails.entries()) {
    try {
      sent.push(...(await goOn(deps, mail, begun[index]!)));
    } catch (error) {
      failures.push(error);
    }
  }
  await deps.ledger.sent(sent);
  return failures;
}

/** What is sent now, if anything. @throws {MailUncertain} */
async function goOn(deps: DeliverDeps, mail: RenderedMail, begun: Begun): Promise<readonly SentMail[]> {
  if (begun.outcome === 'begun') return [await sendNow(deps, mail)];
  if (begun.outcome === 'present') return settle(deps, begun.mail);
  if (begun.outcome === 'over_budget') {
    deps.log.warn('mail over budget', { caseId: mail.caseId, template: mail.template });
  }
  await deps.ledger.suppress({ ...mail, state: 'suppressed' });
  return [];
}

async function settle(deps: DeliverDeps, mail: RenderedMail): Promise<readonly SentMail[]> {
  if (mail.state !== 'sending') return [];
  const now = deps.now();
  if (Date.parse(now) - Date.parse(mail.attemptedAt) < PROOF_MS) throw new MailUncertain(mail.template);
  if (!(await deps.ledger.attemptAgain(mail, mail.attempts, now))) throw new MailUncertain(mail.template);
  deps.log.warn('mail sent again without proof of the first attempt', {
    caseId: mail.caseId,
    attempt: mail.attempts + 1,
  });
  return [await sendNow(deps, mail)];
}

const sendNow = async (deps: DeliverDeps, mail: RenderedMail): Promise<SentMail> => ({
  key: mail,
  sesMessageId: await deps.send(mail),
  at: deps.now(),
});
