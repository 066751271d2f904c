import type { Instant } from '../domain/case/case.ts';
import type { RenderedMail } from './ports.ts';

/** What makes a mail one mail: an event says one thing (template) to one recipient once. */
export type MailKey = Pick<RenderedMail, 'caseId' | 'caseVersion' | 'recipientId' | 'template'>;

export type Begun =
  | { readonly outcome: 'begun' }
  | { readonly outcome: 'over_budget' }
  | { readonly outcome: 'suppressed' }
  | { readonly outcome: 'present'; readonly mail: RenderedMail };

/** What SES said, or was heard to say, of a mail that it took. */
export interface SentMail {
  readonly key: MailKey;
  readonly sesMessageId: string;
  readonly at: Instant;
}

/** Outbound mail: `sending` is written before SES is asked, `sent` after, and SES's own events settle what a crash left. */
export interface MailLedger {
  /**
   * Puts each mail (state `sending`, attempts 1) and counts it against the budget of (case, recipient, UTC day of
   * `attemptedAt`) in one transaction: one for all of them where it goes through. Over budget, and to an address that
   * nothing is sent to any more, nothing is written.
   *
   * @returns what became of each, in their order
   */
  begin(mails: readonly RenderedMail[], budgetPerDay: number): Promise<readonly Begun[]>;
  /** Keeps the rendered copy of a mail that is not sent: state `suppressed`. Does nothing when the key is there. */
  suppress(mail: RenderedMail): Promise<void>;
  /** `attempts` to `attempts + 1`, still `sending`. False when the entry has moved on. */
  attemptAgain(key: MailKey, attempts: number, at: Instant): Promise<boolean>;
  /** From `sending` only; anything else is left alone. Of two reports of one mail the first counts. */
  sent(mails: readonly SentMail[]): Promise<void>;
  /** From `sending` or `sent`. False when the key is unknown. */
  failed(key: MailKey, state: 'bounced' | 'complained', sesMessageId: string): Promise<boolean>;
}

/** Addresses that nothing is sent to any more. */
export interface Suppressions {
  /** The first reason stays. */
  suppress(address: string, reason: 'bounce' | 'complaint', at: Instant): Promise<void>;
}

/** Received mail that could not be placed; the raw mail stays in the mail bucket. */
export interface QuarantinedMail {
  /** SES message id. */
  readonly mailId: string;
  readonly receivedAt: Instant;
  /** A code such as `mail.token-expired`. */
  readonly reason: string;
  readonly from: string;
  readonly subject: string;
  readonly attachments: number;
  readonly objectKey: string;
}

/** What SES said of a received mail. `PASS` is proof; everything else is none. */
export type MailVerdict = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED';

/** A received mail as SES announced it: what the mail itself cannot be believed about. */
export interface AnnouncedMail {
  /** SES message id. */
  readonly mailId: string;
  readonly receivedAt: Instant;
  /** Envelope sender; empty for bounces. */
  readonly envelopeFrom: string;
  /** Envelope recipients of ours. */
  readonly recipients: readonly string[];
  readonly verdicts: { readonly dmarc: MailVerdict; readonly spam: MailVerdict; readonly virus: MailVerdict };
}

/** What became of received mail. */
export interface InboundMails {
  /** Keeps, for 60 days, what SES said, so that the mail can be placed later than its announcement. */
  announce(mail: AnnouncedMail): Promise<void>;
  announced(mailId: string): Promise<AnnouncedMail | undefined>;
  /** Counts an attempt to place a mail that its announcement did not place. @returns the number of this attempt */
  countAttempt(mailId: string, at: Instant): Promise<number>;
  /** Whether this message was placed, quarantined or dropped already. */
  isSettled(mailId: string): Promise<boolean>;
  /** Remembers, for 60 days, that a message needs no more work. */
  settle(mailId: string, as: 'placed' | 'repeated' | 'automatic', at: Instant): Promise<void>;
  /** Settles by quarantine, once per mail. */
  quarantine(mail: QuarantinedMail): Promise<void>;
  /** Quarantined mail, newest first. */
  quarantined(
    limit: number,
    cursor: string | undefined,
  ): Promise<{ readonly mails: readonly QuarantinedMail[]; readonly cursor: string | undefined }>;
}
