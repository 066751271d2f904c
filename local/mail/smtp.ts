import type { SMTPServerDataStream, SMTPServerOptions } from 'smtp-server';
import { type ReceiptRule, recipientsOf } from './receipt-rules.ts';
import type { Delivery } from './receive-mail.ts';

/** The listening server. */
export interface SmtpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** What SES takes in: 40 MB with attachments. */
const maxBytes = 40 * 1024 * 1024;

/** How long open conversations may go on after a stop; none of them has been acknowledged. */
const closeTimeoutMs = 200;

const reply = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
  }
  if (sizeBytes > maxBytes) throw reply(552, '5.3.4 Message too big for system');
  return Buffer.concat(chunks);
}

/**
 * Takes mail in on 127.0.0.1 for the recipients of the rules, 550 for anybody else. A mail is acknowledged after
 * `receive` has resolved with its id; when it rejects, the sender is told to try again.
 */
export async function listenForMail(
  port: number,
  rules: readonly ReceiptRule[],
  receive: (delivery: Delivery) => Promise<string>,
  log: (line: string) => void,
): Promise<SmtpListener> {
  const { SMTPServer } = await import('smtp-server');
  const accept = async (stream: SMTPServerDataStream, from: string, recipients: string[]) =>
    receive({ from, recipients, raw: await collect(stream) });
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: closeTimeoutMs,
    size: maxBytes,
    banner: 'Gangway inbound',
    onRcptTo({ address }, _session, done) {
      const known = rules.some((rule) => recipientsOf(rule, [address]).length > 0);
      done(known ? null : reply(550, '5.1.1 Mailbox does not exist'));
    },
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      const recipients = envelope.rcptTo.map(({ address }) => address);
      accept(stream, from, recipients).then(
        (messageId) => done(null, `OK ${messageId}`),
        (error: Error & { responseCode?: number }) => {
          if (error.responseCode === undefined) log(`Receiving a mail failed: ${error.message}`);
          done(error.responseCode === undefined ? reply(451, '4.3.0 Try again later') : error);
        },
      );
    },
  };
  const server = new SMTPServer(options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  server.on('error', (error) => log(`SMTP: ${error.message}`));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
