import { createTransport } from 'nodemailer';
import type { SeenMail } from '../../local/demo/engine-controls.ts';
import type { Scene } from '../support/running-system.ts';

/** A mail as it goes over the wire; whoever sends it can write into it whatever they like. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  /** MAIL FROM of the envelope; by default the address of the From header. */
  readonly envelopeFrom?: string;
  readonly text?: string;
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands a mail in and waits until it has been placed, or not. */
export async function mail(scene: Scene, letter: Letter): Promise<void> {
  const { from, to, envelopeFrom = from, text = 'Please look at this.', messageId, headers } = letter;
  const transport = createTransport({ host: '127.0.0.1', port: scene.smtpPort, ignoreTLS: true });
  try {
    await transport.sendMail({
      from,
      to,
      subject: 'Re: your case',
      text,
      envelope: { from: envelopeFrom, to },
      // The same message has the same date, whenever it is delivered.
      ...(messageId !== undefined && { messageId, date: new Date('2026-11-22T09:00:00Z') }),
      ...(headers && { headers }),
    });
  } finally {
    transport.close();
  }
  await scene.engine.advance('PT0S');
}

/** The newest mail that somebody got about a case. */
export async function newestMail(scene: Scene, to: string, template: string): Promise<SeenMail> {
  const mails = await scene.engine.mails();
  const found = mails.findLast((one) => one.template === template && one.to.startsWith(`${to}@`));
  if (found === undefined) throw new Error(`no mail ${template} went to ${to}`);
  return found;
}
