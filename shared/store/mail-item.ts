import * as z from 'zod/mini';
import { CorruptItem } from './errors.ts';
import type { MailKey } from './mail-ports.ts';
import type { MailState, RenderedMail } from './ports.ts';
import { readState, stored } from './stored-json.ts';
import { type Key, sortable } from './table.ts';

export const mailKey = ({ caseId, caseVersion, recipientId, template }: MailKey): Key => ({
  pk: `CASE#${caseId}`,
  sk: `Z#MAIL#${sortable(caseVersion)}#${recipientId}#${template}`,
});

/** Sort keys of the mails of a closed range of versions. */
export const mailRange = (fromVersion: number, toVersion: number) => ({
  from: `Z#MAIL#${sortable(fromVersion)}`,
  to: `Z#MAIL#${sortable(toVersion)}#~`,
});

/** Members that change after the mail was written stand beside the document, so that an update can set them alone. */
interface Progress {
  readonly state: MailState;
  readonly attemptedAt: string;
  readonly attempts: number;
  readonly sesMessageId?: string;
  readonly sentAt?: string;
}

const STATES = ['sending', 'sent', 'bounced', 'complained', 'suppressed'] as const satisfies readonly MailState[];
const progressSchema = z.object({
  state: z.enum(STATES),
  attemptedAt: z.string(),
  attempts: z.int(),
  sesMessageId: z.optional(z.string()),
  sentAt: z.optional(z.string()),
});

const mailSchema = z.looseObject({
  caseId: z.string(),
  caseVersion: z.int(),
  eventId: z.string(),
  recipientId: z.string(),
  to: z.string(),
  audience: z.enum(['customer', 'staff']),
  template: z.string(),
  subject: z.string(),
  text: z.string(),
});

export function toMailItem(mail: RenderedMail) {
  const { state, attemptedAt, attempts, sesMessageId, sentAt, ...rendered } = mail;
  return {
    ...stored(mailKey(mail), rendered),
    mailState: state,
    attemptedAt,
    attempts,
    ...(sesMessageId !== undefined && { sesMessageId }),
    ...(sentAt !== undefined && { sentAt }),
  };
}

/** @throws {CorruptItem} */
export function fromMailItem(item: Record<string, unknown>): RenderedMail {
  const rendered = readState<Omit<RenderedMail, keyof Progress>>(item, mailSchema);
  const progress = progressSchema.safeParse({ ...item, state: item['mailState'] });
  if (!progress.success) throw new CorruptItem(mailKey(rendered), 'no progress');
  return { ...rendered, ...progress.data } as RenderedMail;
}
