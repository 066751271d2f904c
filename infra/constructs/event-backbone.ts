import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FUNCTIONS, type FunctionName, type Trigger } from '../../shared/contract/functions.ts';
import type { DataStack } from '../data-stack.ts';
import { constructId } from './construct-id.ts';
import { ConsumerQueue } from './consumer-queue.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { OutboxStream } from './outbox-stream.ts';
import { mailFeedbackPattern, objectCreatedPattern, subscriptionPattern } from './queue-patterns.ts';
import { QueueRule } from './queue-rule.ts';
import { ScheduledFunction } from './scheduled-function.ts';
import { allTriggers, batchSize, isQueued, type QueuedTrigger, queueName } from './triggers.ts';

export interface EventBackboneProps {
  readonly data: DataStack;
  readonly configurationSetName: string;
  readonly consumerConcurrency: number;
}

/**
 * How work reaches functions without a caller: table stream, bus, queues, schedules. Queues come first, because functions
 * know their addresses; `connect` attaches the functions.
 */
export class EventBackbone extends Construct {
  readonly queues = new Map<string, ConsumerQueue>();
  readonly outbox: OutboxStream;
  /** Asynchronous calls that were given up, by the function they were for. */
  readonly abandoned = new Map<FunctionName, DeadLetterQueue>();
  private readonly props: EventBackboneProps;

  constructor(scope: Construct, id: string, props: EventBackboneProps) {
    super(scope, id);
    this.props = props;
    this.outbox = new OutboxStream(this, 'Outbox');
    for (const { name, trigger } of allTriggers()) this.prepare(name, trigger);
  }

  /** The queue of this name. */
  queue(name: string): Queue {
    return this.consumerQueue(name).queue;
  }

  /** What a function may do because of its triggers. */
  rightsOf(name: FunctionName): PolicyStatement[] {
    return FUNCTIONS[name].triggers.flatMap((trigger: Trigger) => this.rightsFor(name, trigger));
  }

  connect(functions: Readonly<Record<FunctionName, LambdaFunction>>): void {
    for (const { name, trigger } of allTriggers()) this.attach(name, trigger, functions[name]);
  }

  /** Asynchronous invocations of a function that failed for good. */
  abandonedBy(name: FunctionName): DeadLetterQueue {
    const queue = this.abandoned.get(name);
    if (!queue) throw new Error(`The function ${name} is not called asynchronously.`);
    return queue;
  }

  /** Every queue of this backbone that must stay empty, with the name of what it belongs to. */
  deadLetterQueues(): [name: string, queue: DeadLetterQueue][] {
    const consumers = [...this.queues].map(([name, { deadLetters }]): [string, DeadLetterQueue] => [name, deadLetters]);
    return [...consumers, ['outbox', this.outbox.deadLetters], ...this.abandoned];
  }

  private prepare(name: FunctionName, trigger: Trigger): void {
    const consumerTimeoutSeconds = FUNCTIONS[name].timeoutSeconds;
    if (isQueued(trigger)) {
      const key = queueName(trigger);
      this.queues.set(key, new ConsumerQueue(this, constructId(key), { consumerTimeoutSeconds }));
    }
    if (trigger.kind === 'schedule' || trigger.kind === 'receipt') {
      this.abandoned.set(name, new DeadLetterQueue(this, `${constructId(name)}Abandoned`));
    }
  }

  private rightsFor(name: FunctionName, trigger: Trigger): PolicyStatement[] {
    if (isQueued(trigger)) return [this.consumerQueue(queueName(trigger)).receives()];
    if (trigger.kind === 'stream') return this.outbox.receives(this.props.data.table);
    if (!this.abandoned.has(name)) return [];
    return [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.abandonedBy(name).queueArn] })];
  }

  private attach(name: FunctionName, trigger: Trigger, lambda: LambdaFunction): void {
    if (isQueued(trigger)) this.attachQueue(trigger, lambda);
    if (trigger.kind === 'stream') this.outbox.readBy(lambda, this.props.data.table);
    if (trigger.kind === 'schedule') {
      new ScheduledFunction(this, `${constructId(name)}Schedule`, {
        target: lambda,
        description: FUNCTIONS[name].does,
        everyMinutes: trigger.everyMinutes,
        abandoned: this.abandonedBy(name),
      });
    }
  }

  private attachQueue(trigger: QueuedTrigger, lambda: LambdaFunction): void {
    const queue = this.consumerQueue(queueName(trigger));
    queue.readBy(lambda, batchSize(trigger), this.props.consumerConcurrency);
    const rule = this.ruleFor(trigger);
    if (rule) new QueueRule(this, `${constructId(queueName(trigger))}Rule`, { ...rule, target: queue });
  }

  private ruleFor(trigger: QueuedTrigger) {
    const { data, configurationSetName } = this.props;
    if (trigger.kind === 'queue') return undefined;
    if (trigger.kind === 'subscription') {
      const { subscription } = trigger;
      const bus: EventBus = data.bus;
      return { bus, description: `Case events for ${subscription}`, pattern: subscriptionPattern(subscription) };
    }
    return trigger.of === 'object-created'
      ? { description: 'New versions of documents', pattern: objectCreatedPattern(data.documents.bucketName) }
      : { description: 'What became of sent mail', pattern: mailFeedbackPattern(configurationSetName) };
  }

  private consumerQueue(name: string): ConsumerQueue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`No function has a trigger with the queue ${name}.`);
    return queue;
  }
}
