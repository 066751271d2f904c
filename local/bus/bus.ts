import type { AwsEvent, EngineContext, EnginePart, WireService } from '../parts.ts';
import type { Queues } from '../queues/queues.ts';
import { requireFunction } from '../targets.ts';
import { transact } from '../transact.ts';
import { type SealedEvent, sealEvent } from './envelope.ts';
import { createEventsWire, type EventEntry } from './put-events.ts';
import { type RuleSettings, readBuses, readRules, type TargetSettings } from './rule-settings.ts';
import { compileInput } from './target-input.ts';

/** Where the bus delivers to, besides functions. */
export interface BusTargets {
  readonly queues: Pick<Queues, 'send' | 'has'>;
  /** Starts an execution with JSON text as input; must store it before it returns. Absent: such targets are refused. */
  readonly startExecution?: (stateMachineArn: string, input: string) => void;
}

export interface Bus extends EnginePart {
  /** Delivers an event of AWS's own on the default bus; stored when it returns. */
  emit(event: AwsEvent): void;
  /** Answers `AWSEvents.` calls. */
  readonly wire: WireService;
}

interface Rule {
  readonly matches: RuleSettings['matches'];
  readonly deliveries: ReadonlyArray<(event: SealedEvent) => void>;
}

/**
 * Event buses with their rules. A delivery is a write into the target's own store (queue, asynchronous invocation,
 * execution), all of one call in one transaction: what is acknowledged is delivered, and the bus keeps nothing itself.
 * Throws one sentence when the template asks for what is not supported.
 */
export function createBus(context: EngineContext, targets: BusTargets): Bus {
  const busNames = readBuses(context.resources);
  const rules = Map.groupBy(readRules(context.resources, busNames), (rule) => rule.busName);
  const compiled = new Map<string, readonly Rule[]>();
  for (const [busName, onBus] of rules) {
    compiled.set(
      busName,
      onBus.map((rule) => compileRule(context, targets, rule)),
    );
  }
  const deliver = (entry: EventEntry): string => {
    const event = sealEvent(context, entry.event, entry.detail);
    for (const rule of compiled.get(entry.busName) ?? []) {
      if (rule.matches(event.envelope)) for (const send of rule.deliveries) send(event);
    }
    return event.envelope.id;
  };
  const put = (entries: readonly EventEntry[]) => transact(context.database, () => entries.map(deliver));
  return {
    wire: createEventsWire(busNames, put),
    emit: ({ source, detailType, resources = [], detail }) => {
      const event = { source, detailType, resources, detailText: JSON.stringify(detail) };
      put([{ busName: 'default', detail, event }]);
    },
    nextDueAt: () => undefined,
    runDue: () => {},
    busy: () => 0,
    close: () => {},
  };
}

function compileRule(context: EngineContext, targets: BusTargets, rule: RuleSettings): Rule {
  const facts = { ruleName: rule.name, ruleArn: rule.arn };
  const deliveries = rule.targets.map((target) => {
    const input = compileInput(target, facts);
    const send = compileTarget(context, targets, rule, target);
    return (event: SealedEvent) => send(input(event.envelope, event.text));
  });
  return { matches: rule.matches, deliveries };
}

function compileTarget(
  context: EngineContext,
  { queues, startExecution }: BusTargets,
  rule: RuleSettings,
  target: TargetSettings,
): (input: string) => void {
  const service = target.Arn.split(':')[2];
  if (service === 'sqs' && queues.has(target.Arn)) {
    const groupId = target.SqsParameters?.MessageGroupId;
    return (input) => void queues.send(target.Arn, input, groupId === undefined ? {} : { groupId });
  }
  if (service === 'lambda') {
    const name = requireFunction(context.resources, target.Arn, `The rule ${rule.name}`);
    return (input) => context.functions.invokeAsync(name, JSON.parse(input));
  }
  if (service === 'states' && startExecution) return (input) => startExecution(target.Arn, input);
  throw new Error(`The rule ${rule.name} has a target that the local engine cannot deliver to: ${target.Arn}.`);
}
