import { RECEIVED_MAIL_PREFIX } from '../../shared/contract/received-mail.ts';
import type { PlaceDeps } from './deps.ts';
import type { Mail } from './mail.ts';
import type { Reason } from './reasons.ts';
import type { Received } from './received.ts';

/** Puts a mail where people look at it. Once it is there, no later delivery or sweep does more with it. */
export async function quarantineMail(
  { inbound, log, countQuarantined }: Pick<PlaceDeps, 'inbound' | 'log' | 'countQuarantined'>,
  { mailId, receivedAt, envelopeFrom }: Received,
  reason: Reason,
  mail: Mail | undefined,
): Promise<void> {
  await inbound.quarantine({
    mailId,
    receivedAt,
    reason,
    from: mail?.from?.address ?? envelopeFrom,
    subject: mail?.subject ?? '',
    attachments: mail?.parts.length ?? 0,
    objectKey: RECEIVED_MAIL_PREFIX + mailId,
  });
  countQuarantined();
  log.warn('mail quarantined', { mailId, reason });
}
