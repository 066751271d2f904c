import { createTransport } from 'nodemailer';
import { patiently } from './client.ts';
import type { SeenMail } from './engine-controls.ts';
import type { SampleFile } from './files.ts';

/** Answers a mail as a mail program would, to its Reply-To, over SMTP. A retry sends the same message, date included. */
export async function replyByMail(
  smtpPort: number,
  mail: SeenMail,
  from: string,
  text: string,
  attachment: SampleFile,
): Promise<void> {
  const messageId = `<reply-to-${mail.id}@${from.split('@')[1]}>`;
  const date = new Date();
  await patiently(async () => {
    const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
    try {
      const { bytes, fileName, mediaType } = attachment;
      const attachments = [{ filename: fileName, content: bytes, contentType: mediaType }];
      await transport.sendMail({
        from,
        to: mail.replyTo,
        subject: `Re: ${mail.subject}`,
        text,
        messageId,
        date,
        attachments,
      });
      return true;
    } finally {
      transport.close();
    }
  });
}
