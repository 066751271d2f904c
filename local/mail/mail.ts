import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Objects } from '../objects/objects.ts';
import type { EngineContext, EnginePart, WireService } from '../parts.ts';
import { MessageTable } from './message-table.ts';
import { queryService } from './query-protocol.ts';
import { readReceiptRules } from './receipt-rules.ts';
import { type Delivery, receiveMail } from './receive-mail.ts';
import { MailSender } from './send-mail.ts';
import { readSendingSettings } from './sending-settings.ts';
import { sesOperations } from './ses-operations.ts';
import { listenForMail, type SmtpListener } from './smtp.ts';
import { viewMail } from './viewer.ts';

/** Mail out (SES on the wire, kept for the viewer) and mail in (SMTP, receipt rules). */
export interface Mail extends EnginePart {
  readonly wire: WireService;
  /** Answers requests whose path is `/_mail` or below. */
  http(req: IncomingMessage, res: ServerResponse): void;
  /** Starts taking mail in on the SMTP port; gives the port. Rejects when the port is taken. */
  listen(): Promise<number>;
}

/** Opens mail by the template's identities, configuration sets and receipt rules; sent mail lives in `engine.db`. */
export function createMail(context: EngineContext, { objects }: { readonly objects: Pick<Objects, 'put'> }): Mail {
  const settings = readSendingSettings(context);
  const rules = readReceiptRules(context);
  const messages = new MessageTable(context.database);
  const sender = new MailSender(context, settings, messages);
  let listener: SmtpListener | undefined;
  let receiving = 0;

  async function receive(delivery: Delivery): Promise<string> {
    receiving += 1;
    try {
      return await receiveMail(context, objects, rules, delivery);
    } finally {
      receiving -= 1;
      context.wake();
    }
  }

  return {
    wire: queryService(sesOperations(sender, settings)),
    http(req, res) {
      viewMail(messages, req, res).catch((error: unknown) => {
        context.log(`The mail viewer failed: ${error instanceof Error ? error.message : 'unknown error'}`);
        if (!res.headersSent) res.writeHead(500);
        res.end();
      });
    },
    async listen() {
      listener = await listenForMail(context.ports.smtp, rules, receive, context.log);
      return listener.port;
    },
    nextDueAt: () => undefined,
    runDue: () => undefined,
    busy: () => receiving,
    close: () => listener?.close(),
  };
}
