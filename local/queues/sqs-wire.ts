import { AwsFault, awsJsonService, requireText, type WireInput } from '../aws-json.ts';
import type { WireService } from '../parts.ts';
import { transact } from '../transact.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { QueueState } from './queues.ts';
import { changeVisibility, receive, remove } from './sqs-receive.ts';
import { sendOne } from './sqs-send.ts';

/** The SQS operations of the JSON protocol that clients and functions use; any other is refused by name. */
export function createSqsWire(state: QueueState): WireService {
  const { database } = state.context;
  return awsJsonService(
    { targetPrefix: 'AmazonSQS', version: '1.0', errorNamespace: 'com.amazonaws.sqs' },
    {
      SendMessage: (input) => sendOne(state, queueOf(state, input), input),
      SendMessageBatch: (input) => {
        const queue = queueOf(state, input);
        return transact(database, () => eachEntry(input, (entry) => sendOne(state, queue, entry)));
      },
      ReceiveMessage: (input) => receive(state, queueOf(state, input), input),
      DeleteMessage: (input) => remove(state, queueOf(state, input), input),
      DeleteMessageBatch: (input) => {
        const queue = queueOf(state, input);
        return transact(database, () => eachEntry(input, (entry) => remove(state, queue, entry)));
      },
      ChangeMessageVisibility: (input) => changeVisibility(state, queueOf(state, input), input),
      GetQueueUrl: (input) => ({ QueueUrl: urlOf(state, queueNamed(state, requireText(input, 'QueueName'))) }),
      GetQueueAttributes: (input) => queueAttributes(state, queueOf(state, input), input),
      ListQueues: () => ({ QueueUrls: [...state.queues.values()].map((queue) => urlOf(state, queue)) }),
      PurgeQueue: (input) => {
        const queue = queueOf(state, input);
        state.store.purge(queue.name);
        state.changed(queue.name);
      },
    },
  );
}

function urlOf(state: QueueState, queue: QueueSettings): string {
  return `${state.context.awsUrl}/${state.context.accountId}/${queue.name}`;
}

function queueOf(state: QueueState, input: WireInput): QueueSettings {
  const url = requireText(input, 'QueueUrl');
  return queueNamed(state, url.slice(url.lastIndexOf('/') + 1));
}

function queueNamed(state: QueueState, name: string): QueueSettings {
  const queue = state.queues.get(name);
  if (queue) return queue;
  throw new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.', 400, {
    'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
  });
}

/** Runs a batch operation entry by entry: one that is refused is reported, the others count. */
function eachEntry(input: WireInput, run: (entry: WireInput) => object | undefined) {
  const entries = (Array.isArray(input['Entries']) ? input['Entries'] : []) as readonly WireInput[];
  if (entries.length === 0)
    throw new AwsFault('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw new AwsFault('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  }
  if (new Set(entries.map((entry) => entry['Id'])).size < entries.length) {
    throw new AwsFault('BatchEntryIdsNotDistinct', 'Two entries of the batch have the same Id.');
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry['Id'], ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      Failed.push({ Id: entry['Id'], Code: error.name, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function queueAttributes(state: QueueState, queue: QueueSettings, input: WireInput) {
  const counts = state.store.counts(queue.name, state.context.clock.now());
  const heldHere = [...state.held.keys()].filter((id) => state.store.byId(id)?.queue === queue.name).length;
  const all: Readonly<Record<string, string>> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.ready - heldHere),
    ApproximateNumberOfMessagesNotVisible: String(counts.hidden + heldHere),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    DelaySeconds: String(queue.delaySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    MaximumMessageSize: String(queue.maximumMessageBytes),
    ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitSeconds),
    ...(queue.redrive && { RedrivePolicy: redrivePolicy(state, queue.redrive) }),
  };
  const wanted = (input['AttributeNames'] ?? []) as readonly string[];
  const names = wanted.includes('All') ? Object.keys(all) : wanted;
  return { Attributes: Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]])) };
}

function redrivePolicy(state: QueueState, redrive: NonNullable<QueueSettings['redrive']>): string {
  const deadLetterTargetArn = state.queues.get(redrive.queueName)?.arn;
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount });
}
