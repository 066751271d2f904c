import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueues, type Queues } from '../../../local/queues/queues.ts';
import {
  type FakeEngine,
  fakeEngine,
  functionResource,
  mappingResource,
  queueArn,
  queueResource,
} from './fake-engine.ts';
import { serveWire, type WireServer } from './wire-server.ts';

let engine: FakeEngine;
let queues: Queues;
let server: WireServer;
let sqs: SQSClient;
const QueueUrl = 'http://127.0.0.1:4001/000000000000/inbox';

beforeEach(async () => {
  engine = fakeEngine([
    queueResource('inbox', {
      VisibilityTimeout: 30,
      RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 },
    }),
    queueResource('dead'),
    queueResource('worked'),
    functionResource('work'),
    mappingResource('worked', 'work'),
  ]);
  queues = engine.run(createQueues(engine.context));
  server = await serveWire(queues.wire);
  sqs = new SQSClient(server.client);
});

afterEach(async () => {
  sqs.destroy();
  await server.close();
  engine.dispose();
});

const receive = async (url = QueueUrl, input: object = {}) => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, ...input }),
  );
  return Messages;
};

describe('SQS over the wire', () => {
  it('finds a queue by name and sends, receives and deletes a message', async () => {
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'inbox' }))).QueueUrl).toBe(QueueUrl);
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'grüße',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'mail' },
          bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
        },
      }),
    );
    expect(sent.MD5OfMessageAttributes).toBe('42b1e0c0204c1eea9947b24a0210fdd4');
    const [message] = await receive();
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'grüße',
      MessageAttributes: { kind: { StringValue: 'mail' }, bytes: { BinaryValue: new Uint8Array([1, 2]) } },
    });
    expect(await receive()).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    await engine.advance(60_000);
    expect(await receive()).toEqual([]);
  });

  it('shows a message again after the visibility timeout and makes the old receipt worthless', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
    const [first] = await receive();
    await engine.advance(30_000);
    const [second] = await receive();
    expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await receive()).toEqual([]);
    const dead = await receive(`${QueueUrl.replace('inbox', 'dead')}`);
    expect(dead.map((message) => message.Body)).toEqual(['again']);
  });

  it('reports each entry of a batch by itself', async () => {
    const Entries = [
      { Id: 'a', MessageBody: 'one' },
      { Id: 'b', MessageBody: 'two', DelaySeconds: 9999 },
    ];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map((entry) => entry.Id)).toEqual(['a']);
    expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameterValue', SenderFault: true }]);
    const [message] = await receive();
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'x', ReceiptHandle: message?.ReceiptHandle },
          { Id: 'y', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful?.map((entry) => entry.Id)).toEqual(['x']);
    expect(deleted.Failed?.map((entry) => entry.Code)).toEqual(['ReceiptHandleIsInvalid']);
  });

  it('counts what is ready, delayed and in flight, and purges', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hidden' }));
    await receive();
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'delayed', DelaySeconds: 60 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'ready' }));
    const attributes = async () =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;
    expect(await attributes()).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      VisibilityTimeout: '30',
      RedrivePolicy: `{"deadLetterTargetArn":"${queueArn('dead')}","maxReceiveCount":2}`,
    });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await attributes()).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  });

  it('answers a waiting receive as soon as a message comes', async () => {
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    const sending = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'at last' }));
    const [messages] = await Promise.all([waiting, sending]);
    expect(messages.map((message) => message.Body)).toEqual(['at last']);
  });

  it('lets a consumer delete or put back what it holds', async () => {
    const url = QueueUrl.replace('inbox', 'worked');
    const seen: string[] = [];
    engine.functions['work'] = async (event: { Records: ReadonlyArray<{ body: string; receiptHandle: string }> }) => {
      for (const record of event.Records) {
        seen.push(record.body);
        const held = { QueueUrl: url, ReceiptHandle: record.receiptHandle };
        if (record.body === 'later' && seen.length < 3) {
          await sqs.send(new ChangeMessageVisibilityCommand({ ...held, VisibilityTimeout: 5 }));
        } else await sqs.send(new DeleteMessageCommand(held));
      }
      if (seen.length < 3) throw new Error('partly');
    };
    queues.send(queueArn('worked'), 'done');
    queues.send(queueArn('worked'), 'later');
    await engine.advance(5_000);
    expect(seen).toEqual(['done', 'later', 'later']);
  });

  it('refuses what it does not know, by name', async () => {
    await expect(receive('http://127.0.0.1:4001/000000000000/none')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(sqs.send(new ListQueueTagsCommand({ QueueUrl }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The local engine does not implement AmazonSQS.ListQueueTags.',
    });
    await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] }))).rejects.toMatchObject({
      name: 'EmptyBatchRequest',
    });
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x'.repeat(1_048_577) })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' }))).rejects.toMatchObject({
      name: 'ReceiptHandleIsInvalid',
    });
  });
});
