import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from 'vitest';
import { createBus } from '../../../local/bus/bus.ts';
import type { ResolvedResource } from '../../../local/parts.ts';
import { createQueues } from '../../../local/queues/queues.ts';
import {
  type FakeEngine,
  fakeEngine,
  functionResource,
  mappingResource,
  queueArn,
  queueResource,
  resource,
} from '../queues/fake-engine.ts';
import { serveWire, type WireServer } from '../queues/wire-server.ts';

let engine: FakeEngine;
let server: WireServer | undefined;
let client: EventBridgeClient;
let started: Array<readonly [string, string]>;
let seen: unknown[];

const machineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:m';
const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:f';
const bus = resource('AWS::Events::EventBus', 'event-bus/cases', 'events', { Name: 'cases' });
const rule = (name: string, properties: object) =>
  resource('AWS::Events::Rule', name, 'events', {
    Name: name,
    EventBusName: 'cases',
    EventPattern: { source: ['gangway'] },
    ...properties,
  });
const toQueue = (name: string, more: object = {}) => ({ Targets: [{ Id: 'T', Arn: queueArn(name), ...more }] });

const start = async (...resources: readonly ResolvedResource[]) => {
  const inbox = [queueResource('inbox'), mappingResource('inbox', 'f'), functionResource('f')];
  engine = fakeEngine([bus, ...inbox, ...resources]);
  started = [];
  seen = [];
  engine.functions['f'] = (event: { Records?: ReadonlyArray<{ body: string }> }) => {
    seen.push(...(event.Records?.map((record) => JSON.parse(record.body)) ?? [event]));
  };
  const queues = engine.run(createQueues(engine.context));
  const created = engine.run(
    createBus(engine.context, { queues, startExecution: (arn, input) => void started.push([arn, input]) }),
  );
  server = await serveWire(created.wire);
  client = new EventBridgeClient(server.client);
  return created;
};

const entry = { EventBusName: 'cases', Source: 'gangway', DetailType: 'case.opened', Detail: '{"caseId":"c-1","n":3}' };
const put = (first: object = {}, ...more: readonly object[]) =>
  client.send(new PutEventsCommand({ Entries: [first, ...more].map((each) => ({ ...entry, ...each })) }));

afterEach(async () => {
  client?.destroy();
  await server?.close();
  server = undefined;
  engine.dispose();
});

describe('an event on a bus', () => {
  it('reaches the queues of the rules that match, in the envelope of EventBridge', async () => {
    await start(rule('all', toQueue('inbox')), rule('other', { EventPattern: { source: ['x'] }, ...toQueue('inbox') }));
    const reply = await put({ Resources: ['arn:r'] });
    await engine.drain();
    expect(reply.FailedEntryCount).toBe(0);
    expect(seen).toEqual([
      {
        version: '0',
        id: reply.Entries?.[0]?.EventId,
        'detail-type': 'case.opened',
        source: 'gangway',
        account: '000000000000',
        time: '2026-03-01T00:00:00Z',
        region: 'eu-central-1',
        resources: ['arn:r'],
        detail: { caseId: 'c-1', n: 3 },
      },
    ]);
  });

  it('carries the time its sender gave it', async () => {
    await start(rule('all', toQueue('inbox')));
    await put({ Time: new Date('2026-02-03T04:05:06Z') });
    await engine.drain();
    expect(seen).toMatchObject([{ time: '2026-02-03T04:05:06Z' }]);
  });

  it('stays on its own bus', async () => {
    await start(rule('all', { EventBusName: 'default', ...toQueue('inbox') }));
    await put();
    await engine.drain();
    expect(seen).toEqual([]);
    await put({ EventBusName: 'arn:aws:events:eu-central-1:000000000000:event-bus/default' });
    await engine.drain();
    expect(seen).toMatchObject([{ 'detail-type': 'case.opened' }]);
  });

  it('survives a kill between the reply and the delivery', async () => {
    await start(rule('all', toQueue('inbox')));
    await put();
    engine.kill();
    engine.run(createQueues(engine.context));
    await engine.drain();
    expect(seen).toMatchObject([{ 'detail-type': 'case.opened' }]);
  });

  it('invokes a function and starts a state machine', async () => {
    const Targets = [
      { Id: 'F', Arn: functionArn, InputPath: '$.detail' },
      { Id: 'M', Arn: machineArn, RoleArn: 'arn:role', Input: '{"constant":true}' },
    ];
    await start(rule('both', { Targets }));
    await put();
    await engine.drain();
    expect(seen).toEqual([{ caseId: 'c-1', n: 3 }]);
    expect(started).toEqual([[machineArn, '{"constant":true}']]);
  });

  it('is shaped by an input transformer', async () => {
    const InputTransformer = {
      InputPathsMap: { id: '$.detail.caseId', count: '$.detail.n', type: "$['detail-type']", none: '$.detail.none' },
      InputTemplate:
        '{"id":<id>,"text":"case <id> (<count>) <none>","n":<count>,"none":<none>,"rule":<aws.events.rule-name>}',
    };
    await start(rule('shape', toQueue('inbox', { InputTransformer })));
    await put();
    await engine.drain();
    expect(seen).toEqual([{ id: 'c-1', text: 'case c-1 (3) ', n: 3, none: null, rule: 'shape' }]);
  });

  it('of AWS’s own arrives on the default bus', async () => {
    const EventPattern = { source: ['aws.s3'], detail: { bucket: { name: ['documents'] } } };
    const created = await start(rule('s3', { EventBusName: 'default', EventPattern, ...toQueue('inbox') }));
    const detail = { bucket: { name: 'documents' }, object: { key: 'k' } };
    created.emit({ source: 'aws.s3', detailType: 'Object Created', resources: ['arn:aws:s3:::documents'], detail });
    created.emit({ source: 'aws.s3', detailType: 'Object Created', detail: { bucket: { name: 'other' } } });
    await engine.drain();
    expect(seen).toMatchObject([{ source: 'aws.s3', resources: ['arn:aws:s3:::documents'], detail }]);
  });

  it('does not reach a disabled rule', async () => {
    await start(rule('off', { State: 'DISABLED', ...toQueue('inbox') }));
    await put();
    await engine.drain();
    expect(seen).toEqual([]);
  });
});

describe('PutEvents', () => {
  it('refuses single entries and delivers the others', async () => {
    await start(rule('all', toQueue('inbox')));
    const reply = await put(
      { Detail: 'no json' },
      { DetailType: 'case.closed' },
      { Detail: '[1]' },
      { Source: 'aws.s3' },
      { Source: '' },
      { DetailType: undefined },
      { Detail: `"${'x'.repeat(262_144)}"` },
    );
    await engine.drain();
    expect(reply.FailedEntryCount).toBe(6);
    expect(reply.Entries?.map((each) => each.ErrorCode)).toEqual([
      'MalformedDetail',
      undefined,
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
      'InvalidArgument',
      'InvalidArgument',
    ]);
    expect(seen).toMatchObject([{ 'detail-type': 'case.closed' }]);
  });

  it('refuses too many entries, an unknown bus and any other operation', async () => {
    await start();
    await expect(put({}, ...Array.from({ length: 10 }, () => ({})))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(put({ EventBusName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(new ListRulesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('the start', () => {
  const refusals: ReadonlyArray<readonly [string, ResolvedResource, string]> = [
    ['a rule on no bus', rule('r', { EventBusName: 'none', ...toQueue('inbox') }), 'none'],
    ['a scheduled rule', rule('r', { ScheduleExpression: 'rate(1 day)' }), 'ScheduleExpression'],
    ['a rule without a pattern', rule('r', { EventPattern: undefined, ...toQueue('inbox') }), 'pattern'],
    ['a target queue that is not there', rule('r', toQueue('none')), 'none'],
    ['a target function that is not there', rule('r', { Targets: [{ Id: 'T', Arn: `${functionArn}x` }] }), 'fx'],
    ['a kind of target it does not know', rule('r', { Targets: [{ Id: 'T', Arn: 'arn:aws:sns:::t' }] }), 'sns'],
    ['a property of a target it does not know', rule('r', toQueue('inbox', { KinesisParameters: {} })), 'Kinesis'],
    ['a path it cannot follow', rule('r', toQueue('inbox', { InputPath: '$..x' })), '$..x'],
    [
      'a template variable without a path',
      rule('r', toQueue('inbox', { InputTransformer: { InputTemplate: '<gone>' } })),
      '<gone>',
    ],
  ];

  it.each(refusals)('refuses %s', (_name, refused, word) => {
    engine = fakeEngine([bus, queueResource('inbox'), functionResource('f'), refused]);
    const queues = createQueues(engine.context);
    expect(() => createBus(engine.context, { queues, startExecution: () => {} })).toThrow(word);
  });

  it('refuses a state machine as target when nothing runs state machines', () => {
    engine = fakeEngine([bus, rule('r', { Targets: [{ Id: 'T', Arn: machineArn }] })]);
    const queues = createQueues(engine.context);
    expect(() => createBus(engine.context, { queues })).toThrow('cannot deliver');
  });
});
