import { randomBytes } from 'node:crypto';
import { AwsFault, requireText, type WireInput } from '../aws-json.ts';
import { transact } from '../transact.ts';
import { type MessageAttributes, md5Hex, md5OfAttributes } from './message-attributes.ts';
import type { StoredMessage } from './message-store.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { QueueState } from './queues.ts';
import { systemAttributes } from './sqs-event.ts';
import { wholeNumber } from './sqs-send.ts';

/** Takes up to ten visible messages for a client; waits up to `WaitTimeSeconds` of machine time for the first one. */
export async function receive(state: QueueState, queue: QueueSettings, input: WireInput) {
  const limit = input['MaxNumberOfMessages'] === undefined ? 1 : wholeNumber(input, 'MaxNumberOfMessages', 1, 10);
  const hiddenSeconds =
    input['VisibilityTimeout'] === undefined
      ? queue.visibilityTimeoutSeconds
      : wholeNumber(input, 'VisibilityTimeout', 0, 43_200);
  const waitSeconds =
    input['WaitTimeSeconds'] === undefined ? queue.receiveWaitSeconds : wholeNumber(input, 'WaitTimeSeconds', 0, 20);
  let messages = take(state, queue, limit, hiddenSeconds);
  const deadline = performance.now() + waitSeconds * 1000;
  while (messages.length === 0 && performance.now() < deadline) {
    await nextChange(state, queue, deadline - performance.now());
    messages = take(state, queue, limit, hiddenSeconds);
  }
  return { Messages: messages };
}

/** Resolves at the next change of the queue, at the latest after `timeoutMs` of machine time: a poll waits for a client. */
function nextChange(state: QueueState, queue: QueueSettings, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    const forget = state.onChange(queue.name, done);
  });
}

function take(state: QueueState, queue: QueueSettings, limit: number, hiddenSeconds: number) {
  const now = state.context.clock.now();
  return transact(state.context.database, () => {
    const free = state.store.ready(queue.name, now, limit, state.held);
    return state.takeable(queue, free, now).map((message) => {
      const receipt = `${message.id}.${randomBytes(16).toString('base64url')}`;
      state.store.countReceive(message.id, now, now + hiddenSeconds * 1000, receipt);
      return received(message, receipt, now, state.context.accountId);
    });
  });
}

function received(message: StoredMessage, receipt: string, now: number, senderId: string) {
  const attributes = message.attributes === null ? undefined : (JSON.parse(message.attributes) as MessageAttributes);
  return {
    MessageId: message.messageId,
    ReceiptHandle: receipt,
    Body: message.body,
    MD5OfBody: md5Hex(message.body),
    Attributes: systemAttributes(message, message.received + 1, message.firstReceivedAt ?? now, senderId),
    ...(attributes && { MessageAttributes: attributes, MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** The row a receipt belongs to; undefined when the message is gone or was received again since. */
function rowOfReceipt(state: QueueState, queue: QueueSettings, input: WireInput): StoredMessage | undefined {
  const receipt = requireText(input, 'ReceiptHandle');
  const id = Number(receipt.slice(0, receipt.indexOf('.')));
  if (!Number.isSafeInteger(id) || id <= 0) {
    throw new AwsFault('ReceiptHandleIsInvalid', 'The input receipt handle is not a valid receipt handle.');
  }
  const row = state.store.byId(id);
  if (row?.queue !== queue.name) return undefined;
  return row.receipt === receipt || state.held.get(id)?.receipt === receipt ? row : undefined;
}

/** Deleting what is gone already succeeds, as in SQS. */
export function remove(state: QueueState, queue: QueueSettings, input: WireInput): undefined {
  const row = rowOfReceipt(state, queue, input);
  if (row) state.store.remove(row.id);
  state.changed(queue.name);
}

/** Sets when a received message comes back, in seconds from now. */
export function changeVisibility(state: QueueState, queue: QueueSettings, input: WireInput): void {
  const row = rowOfReceipt(state, queue, input);
  if (!row) throw new AwsFault('MessageNotInflight', 'The message is not in flight.');
  const visibleAt = state.context.clock.now() + wholeNumber(input, 'VisibilityTimeout', 0, 43_200) * 1000;
  const hold = state.held.get(row.id);
  if (hold) hold.visibleAt = visibleAt;
  else state.store.hideUntil(row.id, visibleAt);
  state.changed(queue.name);
}
