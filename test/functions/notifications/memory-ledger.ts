import type { Begun, MailKey, MailLedger } from '../../../shared/store/mail-ports.ts';
import type { RenderedMail } from '../../../shared/store/ports.ts';

const nameOf = ({ caseId, caseVersion, recipientId, template }: MailKey): string =>
  [caseId, caseVersion, recipientId, template].join('|');

/** A ledger in memory with the conditions of the real one. */
export function memoryLedger(budget = Number.POSITIVE_INFINITY, suppressed: readonly string[] = []) {
  const mails = new Map<string, RenderedMail>();
  const begin = (mail: RenderedMail): Begun => {
    const present = mails.get(nameOf(mail));
    if (present !== undefined) return { outcome: 'present', mail: present };
    if (suppressed.includes(mail.to)) return { outcome: 'suppressed' };
    if (mails.size >= budget) return { outcome: 'over_budget' };
    mails.set(nameOf(mail), mail);
    return { outcome: 'begun' };
  };
  const ledger: MailLedger = {
    begin: async (all) => all.map(begin),
    async suppress(mail) {
      if (!mails.has(nameOf(mail))) mails.set(nameOf(mail), mail);
    },
    async attemptAgain(key, attempts, at) {
      const mail = mails.get(nameOf(key));
      if (mail?.state !== 'sending' || mail.attempts !== attempts) return false;
      mails.set(nameOf(key), { ...mail, attempts: attempts + 1, attemptedAt: at });
      return true;
    },
    async sent(reports) {
      for (const { key, sesMessageId, at } of reports) {
        const mail = mails.get(nameOf(key));
        if (mail?.state === 'sending') mails.set(nameOf(key), { ...mail, state: 'sent', sesMessageId, sentAt: at });
      }
    },
    async failed() {
      return false;
    },
  };
  return { ledger, all: () => [...mails.values()] };
}
