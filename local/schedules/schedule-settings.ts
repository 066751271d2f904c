import { refuseUnknownKeys, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';
import { requireFunction } from '../targets.ts';

/** One enabled schedule that invokes a function at a fixed rate. */
export interface ScheduleSettings {
  readonly name: string;
  readonly arn: string;
  readonly everyMs: number;
  readonly functionName: string;
  /** JSON text with the scheduler's placeholders; absent: the scheduler's own event. */
  readonly input?: string;
}

const knownProperties = [
  'Description',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'State',
  'Target',
];
// Retries and dead letters of the scheduler are for a target it cannot reach; a local invocation is a write.
const targetProperties = ['Arn', 'DeadLetterConfig', 'Input', 'RetryPolicy', 'RoleArn'];

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads the enabled schedules; throws one sentence on `cron`, `at`, other targets and unknown properties. */
export function readSchedules(resources: readonly ResolvedResource[]): readonly ScheduleSettings[] {
  return resources
    .filter((resource) => resource.type === 'AWS::Scheduler::Schedule')
    .map((resource) => readSchedule(resource, resources))
    .filter((schedule) => schedule !== undefined);
}

function readSchedule(
  resource: ResolvedResource,
  resources: readonly ResolvedResource[],
): ScheduleSettings | undefined {
  requireKnownProperties(resource, knownProperties);
  const { ScheduleExpression, State, Target } = resource.properties;
  const where = `The schedule ${resource.physicalId}`;
  refuseUnknownKeys(Target, targetProperties, where);
  const settings = {
    name: resource.physicalId,
    arn: resource.arn ?? resource.physicalId,
    everyMs: readRate(String(ScheduleExpression), where),
    functionName: requireFunction(resources, Target.Arn, where),
    ...(Target.Input !== undefined && { input: String(Target.Input) }),
  };
  return State === 'DISABLED' ? undefined : settings;
}

function readRate(expression: string, where: string): number {
  const match = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const everyMs = Number(match?.[1] ?? 0) * (unitMs[match?.[2] ?? ''] ?? 0);
  if (everyMs === 0) throw new Error(`${where} has the expression ${expression}; only rate(…) is supported.`);
  return everyMs;
}
