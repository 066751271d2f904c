import * as z from 'zod/mini';
import { keyOfTags } from '../../shared/mail/message-tags.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { MailLedger, SentMail, Suppressions } from '../../shared/store/mail-ports.ts';

const recipient = z.object({ emailAddress: z.string() });

const mail = z.object({
  messageId: z.string(),
  timestamp: z.string(),
  tags: z.record(z.string(), z.array(z.string())),
});

/** What SES says about a mail that it took, on the default bus. Source: SES Developer Guide, "Event record contents". */
export const feedbackMessage = z.object({
  detail: z.discriminatedUnion('eventType', [
    z.object({ eventType: z.literal('Send'), mail }),
    z.object({ eventType: z.literal('Reject'), mail }),
    z.object({
      eventType: z.literal('Bounce'),
      mail,
      bounce: z.object({ bounceType: z.string(), bouncedRecipients: z.array(recipient), timestamp: z.string() }),
    }),
    z.object({
      eventType: z.literal('Complaint'),
      mail,
      complaint: z.object({ complainedRecipients: z.array(recipient), timestamp: z.string() }),
    }),
  ]),
});

type Message = z.output<typeof feedbackMessage>;
type Feedback = Message['detail'];

export interface FeedbackDeps {
  readonly ledger: Pick<MailLedger, 'sent' | 'failed'>;
  readonly suppressions: Pick<Suppressions, 'suppress'>;
  readonly log: Log;
}

/**
 * Keeps the ledger right about what became of a mail, and stops mail to addresses that do not exist or do not want it.
 * Every step is a condition on what is there, so order and repetition do not matter; nothing here ever sends anything.
 */
export const onFeedback =
  (deps: FeedbackDeps) =>
  async ({ detail }: Message): Promise<void> => {
    switch (detail.eventType) {
      case 'Send':
        return deps.ledger.sent(sentMail(detail.mail));
      // SES found malware in it and did not send it.
      case 'Reject':
        return failed(deps, detail.mail, 'bounced');
      case 'Bounce':
        // What is delayed or cannot be told may work the next time.
        if (detail.bounce.bounceType !== 'Permanent') return;
        await suppressAll(deps, detail.bounce.bouncedRecipients, 'bounce', detail.bounce.timestamp);
        return failed(deps, detail.mail, 'bounced');
      case 'Complaint':
        await suppressAll(deps, detail.complaint.complainedRecipients, 'complaint', detail.complaint.timestamp);
        return failed(deps, detail.mail, 'complained');
    }
  };

/** Takes what SES has sent out of a batch and records it in one go. @returns the messages that are dealt with */
export const onSends =
  ({ ledger }: Pick<FeedbackDeps, 'ledger'>) =>
  async (messages: readonly Message[]): Promise<readonly Message[]> => {
    const sends = messages.filter(({ detail }) => detail.eventType === 'Send');
    await ledger.sent(sends.flatMap(({ detail }) => sentMail(detail.mail)));
    return sends;
  };

function sentMail({ tags, messageId, timestamp }: Feedback['mail']): readonly SentMail[] {
  const key = keyOfTags(tags);
  return key === undefined ? [] : [{ key, sesMessageId: messageId, at: timestamp }];
}

async function failed(
  { ledger, log }: FeedbackDeps,
  { tags, messageId }: Feedback['mail'],
  state: 'bounced' | 'complained',
): Promise<void> {
  const key = keyOfTags(tags);
  if (key === undefined) return;
  const isKnown = await ledger.failed(key, state, messageId);
  log.warn(`mail ${state}`, { caseId: key.caseId, template: key.template, isKnown });
}

async function suppressAll(
  { suppressions }: FeedbackDeps,
  recipients: readonly { readonly emailAddress: string }[],
  reason: 'bounce' | 'complaint',
  at: string,
): Promise<void> {
  for (const { emailAddress } of recipients) await suppressions.suppress(bare(emailAddress), reason, at);
}

/** Some receiving systems report `Name <address>`. */
const bare = (address: string): string => (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
