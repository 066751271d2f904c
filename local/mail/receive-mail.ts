import { randomInt } from 'node:crypto';
import type { Objects } from '../objects/objects.ts';
import type { EngineContext } from '../parts.ts';
import { type Header, readHeaders, withHeaders } from './raw-message.ts';
import { type ReceivedMail, receiptEvent } from './receipt-event.ts';
import { type ReceiptRule, recipientsOf } from './receipt-rules.ts';
import { judge, type Verdicts } from './verdicts.ts';

/** A mail as the sending server hands it over. */
export interface Delivery {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

const idCharacters = '0123456789abcdefghijklmnopqrstuv';
const idLength = 40;

const newReceiptId = () =>
  Array.from({ length: idLength }, () => idCharacters[randomInt(idCharacters.length)]).join('');

/** The headers that SES puts before a mail it stores, in its order. */
function traceHeaders(delivery: Delivery, messageId: string, verdicts: Verdicts, at: Date, region: string): Header[] {
  const lower = (verdict: string) => verdict.toLowerCase();
  const results = `spf=${lower(verdicts.spf)}; dkim=${lower(verdicts.dkim)}; dmarc=${lower(verdicts.dmarc)}`;
  return [
    { name: 'Return-Path', value: `<${delivery.from}>` },
    {
      name: 'Received',
      value: `from localhost by inbound-smtp.${region}.amazonaws.com with SMTP id ${messageId}; ${at.toUTCString()}`,
    },
    { name: 'X-SES-Spam-Verdict', value: verdicts.spam },
    { name: 'X-SES-Virus-Verdict', value: verdicts.virus },
    { name: 'Authentication-Results', value: `amazonses.com; ${results}` },
  ];
}

/**
 * Runs a mail through the receipt rules: actions in order, per rule with the recipients it is for. Resolves with the
 * message id once every object and invocation is stored; the mail may then be acknowledged.
 */
export async function receiveMail(
  context: EngineContext,
  objects: Pick<Objects, 'put'>,
  rules: readonly ReceiptRule[],
  delivery: Delivery,
): Promise<string> {
  const receivedAt = context.clock.now();
  const messageId = newReceiptId();
  const verdicts = judge(delivery.raw, delivery.from, readHeaders(delivery.raw));
  const trace = traceHeaders(delivery, messageId, verdicts, new Date(receivedAt), context.region);
  const raw = withHeaders(delivery.raw, [], trace);
  const { from: source, recipients } = delivery;
  const mail: ReceivedMail = { messageId, source, recipients, headers: readHeaders(raw), verdicts, receivedAt };
  for (const rule of rules) {
    const matching = recipientsOf(rule, recipients);
    if (matching.length === 0) continue;
    for (const action of rule.actions) {
      if (action.kind === 'store') await objects.put(action.bucket, action.prefix + messageId, raw);
      else context.functions.invokeAsync(action.functionName, receiptEvent(mail, matching, action.functionArn));
    }
  }
  return messageId;
}
