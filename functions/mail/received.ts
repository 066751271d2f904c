import * as z from 'zod/mini';
import type { AnnouncedMail } from '../../shared/store/mail-ports.ts';

/** A mail to be placed. Without verdicts nothing in it can be believed. */
export type Received = Omit<AnnouncedMail, 'verdicts'> & Partial<Pick<AnnouncedMail, 'verdicts'>>;

const verdict = z.object({ status: z.enum(['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED']) });

/** Event of a Lambda action. Source: SES Developer Guide, "Event data supplied to Lambda functions". */
export const receiptEvent = z.object({
  Records: z.array(
    z.object({
      ses: z.object({
        mail: z.object({ messageId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,200}$/)), source: z.string() }),
        receipt: z.object({
          timestamp: z.string(),
          recipients: z.array(z.string()),
          dmarcVerdict: verdict,
          spamVerdict: verdict,
          virusVerdict: verdict,
        }),
      }),
    }),
  ),
});

export function announcedMail({ ses }: z.output<typeof receiptEvent>['Records'][number]): AnnouncedMail {
  const { mail, receipt } = ses;
  return {
    mailId: mail.messageId,
    receivedAt: new Date(receipt.timestamp).toISOString(),
    envelopeFrom: mail.source,
    recipients: receipt.recipients,
    verdicts: {
      dmarc: receipt.dmarcVerdict.status,
      spam: receipt.spamVerdict.status,
      virus: receipt.virusVerdict.status,
    },
  };
}
