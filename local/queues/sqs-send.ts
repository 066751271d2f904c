import { AwsFault, type WireInput } from '../aws-json.ts';
import { type MessageAttributes, md5Hex, md5OfAttributes } from './message-attributes.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { QueueState } from './queues.ts';

/** Stores one message of a client; gives the digests that its SDK verifies. */
export function sendOne(state: QueueState, queue: QueueSettings, input: WireInput) {
  const body = input['MessageBody'];
  if (typeof body !== 'string' || body === '')
    throw new AwsFault('InvalidParameterValue', 'The message body is empty.');
  if (Buffer.byteLength(body) > queue.maximumMessageBytes) {
    throw new AwsFault('InvalidParameterValue', `A message must be at most ${queue.maximumMessageBytes} bytes long.`);
  }
  for (const member of ['MessageSystemAttributes', 'MessageDeduplicationId']) {
    if (input[member] !== undefined) {
      throw new AwsFault('UnsupportedOperation', `The local engine does not support ${member} on a standard queue.`);
    }
  }
  const attributes = (input['MessageAttributes'] ?? {}) as MessageAttributes;
  const hasAttributes = Object.keys(attributes).length > 0;
  const messageId = state.send(queue, body, {
    ...(input['DelaySeconds'] !== undefined && { delaySeconds: wholeNumber(input, 'DelaySeconds', 0, 900) }),
    ...(typeof input['MessageGroupId'] === 'string' && { groupId: input['MessageGroupId'] }),
    ...(hasAttributes && { attributes: JSON.stringify(attributes) }),
  });
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5Hex(body),
    ...(hasAttributes && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** A whole number within its bounds; `InvalidParameterValue` otherwise. */
export function wholeNumber(input: WireInput, member: string, lowest: number, highest: number): number {
  const value = input[member];
  if (typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw new AwsFault('InvalidParameterValue', `${member} must be a whole number from ${lowest} to ${highest}.`);
}
