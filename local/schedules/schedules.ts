import { randomUUID } from 'node:crypto';
import type { EngineContext, EnginePart } from '../parts.ts';
import { transact } from '../transact.ts';
import { readSchedules, type ScheduleSettings } from './schedule-settings.ts';

export interface SchedulesSettings {
  /**
   * Earliest engine time (epoch ms) at which a firing of this schedule would find work; undefined when none would, any
   * time in the past when every firing counts. Firings before it are skipped: a month of minutes is 43,200 invocations
   * that otherwise find nothing. Meant for the time that is advanced; while time is real, give 0, because new work does
   * not wake a schedule. Asked at every look at the clock, so it must be cheap. Without it every firing happens.
   */
  readonly relevant?: (schedule: ScheduleSettings) => number | undefined;
}

const schema = 'CREATE TABLE IF NOT EXISTS schedules_fired (name TEXT PRIMARY KEY, fired_at INTEGER NOT NULL) STRICT';

/**
 * Fires the schedules of the template: rates are counted from the first start of the engine. When the engine was not
 * running at a firing, or skipped it, one firing makes up for all of them. A firing and the note that it happened are
 * stored together.
 */
export function createSchedules(context: EngineContext, settings: SchedulesSettings = {}): EnginePart {
  const { clock, database } = context;
  database.exec(schema);
  const store = database.prepare('INSERT OR REPLACE INTO schedules_fired (name, fired_at) VALUES (?, ?)');
  const schedules = readSchedules(context.resources);
  const firedAt = readFiredAt(context, schedules);

  const nextFiringAt = (schedule: ScheduleSettings): number | undefined => {
    const first = firedAt.get(schedule.name)! + schedule.everyMs;
    const relevantAt = settings.relevant ? settings.relevant(schedule) : first;
    if (relevantAt === undefined) return undefined;
    return first + Math.max(0, Math.ceil((relevantAt - first) / schedule.everyMs)) * schedule.everyMs;
  };
  const firings = () =>
    schedules
      .map((schedule) => ({ schedule, at: nextFiringAt(schedule) }))
      .filter((firing): firing is { schedule: ScheduleSettings; at: number } => firing.at !== undefined)
      .sort((a, b) => a.at - b.at);

  const fire = (schedule: ScheduleSettings, now: number): void => {
    const last = firedAt.get(schedule.name)!;
    const scheduledAt = last + Math.floor((now - last) / schedule.everyMs) * schedule.everyMs;
    transact(database, () => {
      store.run(schedule.name, scheduledAt);
      context.functions.invokeAsync(schedule.functionName, eventOf(context, schedule, scheduledAt));
    });
    firedAt.set(schedule.name, scheduledAt);
  };

  transact(database, () => {
    for (const schedule of schedules) {
      if (firedAt.has(schedule.name)) continue;
      firedAt.set(schedule.name, clock.now());
      store.run(schedule.name, clock.now());
    }
  });
  return {
    nextDueAt: () => firings()[0]?.at,
    runDue: (now) => {
      for (const { schedule, at } of firings()) if (at <= now) fire(schedule, now);
    },
    busy: () => 0,
    close: () => {},
  };
}

function readFiredAt({ database }: EngineContext, schedules: readonly ScheduleSettings[]): Map<string, number> {
  const known = new Set(schedules.map((schedule) => schedule.name));
  const rows = database.prepare('SELECT name, fired_at AS firedAt FROM schedules_fired').all();
  return new Map(
    rows.filter((row) => known.has(String(row['name']))).map((row) => [String(row['name']), Number(row['firedAt'])]),
  );
}

/** Source: EventBridge Scheduler User Guide, "Adding context attributes". */
function eventOf(context: EngineContext, schedule: ScheduleSettings, scheduledAt: number): unknown {
  const time = `${new Date(scheduledAt).toISOString().slice(0, 19)}Z`;
  const id = randomUUID();
  if (schedule.input === undefined) return schedulerEvent(context, schedule, id, time);
  const text = schedule.input
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.execution-id>', id)
    .replaceAll('<aws.scheduler.attempt-number>', '1');
  return JSON.parse(text);
}

function schedulerEvent(context: EngineContext, schedule: ScheduleSettings, id: string, time: string) {
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: context.accountId,
    time,
    region: context.region,
    resources: [schedule.arn],
    detail: '{}',
  };
}
