import { FUNCTIONS, type FunctionName, type Trigger } from '../../shared/contract/functions.ts';

/** A trigger that reaches its function through a queue. */
export type QueuedTrigger = Extract<Trigger, { kind: 'subscription' | 'queue' | 'aws-event' }>;

/** Name of a queue, unique over all triggers: `signal-events`, `timers`, `object-created`. */
export function queueName(trigger: QueuedTrigger): string {
  if (trigger.kind === 'subscription') return `${trigger.subscription}-events`;
  return trigger.kind === 'queue' ? trigger.queue : trigger.of;
}

/** Every trigger of every function, with the function's name. */
export function allTriggers(): readonly { readonly name: FunctionName; readonly trigger: Trigger }[] {
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  return names.flatMap((name) => FUNCTIONS[name].triggers.map((trigger: Trigger) => ({ name, trigger })));
}

export function isQueued(trigger: Trigger): trigger is QueuedTrigger {
  return trigger.kind === 'subscription' || trigger.kind === 'queue' || trigger.kind === 'aws-event';
}

/** Messages per invocation. A scan reads a whole document and a migration many cases: each gets one. Mail is slow and gets few. */
export function batchSize(trigger: QueuedTrigger): number {
  if (trigger.kind === 'aws-event' && trigger.of === 'object-created') return 1;
  if (trigger.kind === 'queue' && trigger.queue === 'migrations') return 1;
  if (trigger.kind === 'subscription' && trigger.subscription === 'notify') return 5;
  return 10;
}
