import { compilePattern, type EventMatcher } from '../event-pattern.ts';
import { refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';
import type { InputSettings } from './target-input.ts';

/** A target as the template has it; retry policy and dead-letter queue never come into play: a local delivery is a write. */
export interface TargetSettings extends InputSettings {
  readonly Id: string;
  readonly Arn: string;
  readonly SqsParameters?: { readonly MessageGroupId?: string };
}

export interface RuleSettings {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly matches: EventMatcher;
  readonly targets: readonly TargetSettings[];
}

const busProperties = ['Name', 'Description', 'KmsKeyIdentifier', 'DeadLetterConfig', 'Policy', 'LogConfig', 'Tags'];
const ruleProperties = ['Name', 'Description', 'EventBusName', 'EventPattern', 'State', 'Targets', 'RoleArn', 'Tags'];
const targetProperties = [
  'Id',
  'Arn',
  'Input',
  'InputPath',
  'InputTransformer',
  'RoleArn',
  'DeadLetterConfig',
  'RetryPolicy',
  'SqsParameters',
];

/** Names of the buses, the default one included. */
export function readBuses(resources: readonly ResolvedResource[]): ReadonlySet<string> {
  const buses = resources.filter((resource) => resource.type === 'AWS::Events::EventBus');
  for (const bus of buses) requireKnownProperties(bus, busProperties);
  return new Set(['default', ...buses.map((bus) => String(bus.properties.Name ?? bus.physicalId))]);
}

/** The enabled rules; throws one sentence on a schedule, an unknown bus, a pattern or a property that is not supported. */
export function readRules(
  resources: readonly ResolvedResource[],
  busNames: ReadonlySet<string>,
): readonly RuleSettings[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Events::Rule')
    .map((resource) => readRule(resource, busNames))
    .filter((rule) => rule !== undefined);
}

function readRule(resource: ResolvedResource, busNames: ReadonlySet<string>): RuleSettings | undefined {
  requireKnownProperties(resource, ruleProperties);
  const { Name, EventBusName, EventPattern, State, Targets } = resource.properties;
  const name = String(Name ?? resource.logicalId);
  const busName = busNameOf(EventBusName ?? 'default');
  if (!busNames.has(busName)) throw new Error(`The rule ${name} is on the bus ${busName}, which no template declares.`);
  const targets = (Targets ?? []) as readonly TargetSettings[];
  for (const target of targets) {
    refuseUnknownKeys(target, targetProperties, `The target ${target.Id} of the rule ${name}`);
  }
  const rule = { name, arn: resource.arn ?? name, busName, matches: compilePattern(EventPattern), targets };
  return State === 'DISABLED' ? undefined : rule;
}

/** A bus is given by name or by ARN. */
export function busNameOf(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
}
