import { afterEach, describe, expect, it } from 'vitest';
import type { ResolvedResource } from '../../../local/parts.ts';
import { createSchedules, type SchedulesSettings } from '../../../local/schedules/schedules.ts';
import { type FakeEngine, fakeEngine, functionResource, resource, startAt } from '../queues/fake-engine.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let engine: FakeEngine;
let fired: Array<readonly [string, number]>;

const schedule = (name: string, properties: object, target: object = {}): ResolvedResource => ({
  ...resource('AWS::Scheduler::Schedule', `schedule/default/${name}`, 'scheduler', {
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: 'arn:aws:lambda:eu-central-1:000000000000:function:sweep', RoleArn: 'arn:role', ...target },
    ...properties,
  }),
  physicalId: name,
});
const everyMinute = schedule('timers', { ScheduleExpression: 'rate(1 minute)' }, { Input: '{"sweep":"timers"}' });
const hourly = schedule('outbox', { ScheduleExpression: 'rate(1 hours)' }, { Input: '{"sweep":"outbox"}' });

const start = (resources: readonly ResolvedResource[], settings: SchedulesSettings = {}) => {
  engine = fakeEngine([functionResource('sweep'), ...resources]);
  fired = [];
  engine.functions['sweep'] = ({ sweep }: { sweep: string }) =>
    void fired.push([sweep, engine.context.clock.now() - startAt]);
  return engine.run(createSchedules(engine.context, settings));
};

afterEach(() => engine.dispose());

describe('a schedule', () => {
  it('fires at its rate, and all schedules in order of time', async () => {
    start([hourly, everyMinute]);
    await engine.advance(hour);
    expect(fired).toHaveLength(61);
    expect(fired.slice(0, 2)).toEqual([
      ['timers', minute],
      ['timers', 2 * minute],
    ]);
    expect(
      fired
        .slice(-2)
        .map(([sweep]) => sweep)
        .sort(),
    ).toEqual(['outbox', 'timers']);
  });

  it('goes on at its rate after a restart and makes up for missed firings with one', async () => {
    start([everyMinute]);
    await engine.advance(90_000);
    engine.kill();
    await engine.advance(10 * minute);
    engine.run(createSchedules(engine.context));
    await engine.advance(minute);
    expect(fired).toEqual([
      ['timers', minute],
      ['timers', 690_000],
      ['timers', 12 * minute],
    ]);
  });

  it('skips the firings that would find nothing', async () => {
    const work = [startAt + 3 * day + 30_000, startAt + 20 * day];
    const relevant: SchedulesSettings['relevant'] = ({ name }) => (name === 'timers' ? work[0] : 0);
    start([everyMinute, schedule('daily', { ScheduleExpression: 'rate(10 days)' }, { Input: '{"sweep":"daily"}' })], {
      relevant,
    });
    engine.functions['sweep'] = ({ sweep }: { sweep: string }) => {
      const now = engine.context.clock.now();
      fired.push([sweep, now - startAt]);
      while (sweep === 'timers' && (work[0] ?? Number.POSITIVE_INFINITY) <= now) work.shift();
    };
    await engine.advance(30 * day);
    expect(fired).toEqual([
      ['timers', 3 * day + minute],
      ['daily', 10 * day],
      ['timers', 20 * day],
      ['daily', 20 * day],
      ['daily', 30 * day],
    ]);
  });

  it('hands over the scheduled time and its own ARN where the input asks for them', async () => {
    const Input = '{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}';
    start([schedule('asks', { ScheduleExpression: 'rate(1 minute)' }, { Input })]);
    const events: unknown[] = [];
    engine.functions['sweep'] = (event) => void events.push(event);
    await engine.advance(minute);
    expect(events).toEqual([
      { at: '2026-03-01T00:01:00Z', by: 'arn:aws:scheduler:eu-central-1:000000000000:schedule/default/asks' },
    ]);
  });

  it('without an input sends the event of the scheduler', async () => {
    start([schedule('plain', { ScheduleExpression: 'rate(1 minute)' })]);
    const events: unknown[] = [];
    engine.functions['sweep'] = (event) => void events.push(event);
    await engine.advance(minute);
    expect(events).toMatchObject([
      { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', time: '2026-03-01T00:01:00Z', detail: '{}' },
    ]);
  });

  it('does not fire when it is disabled', async () => {
    const part = start([schedule('off', { ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' })]);
    await engine.advance(hour);
    expect(fired).toEqual([]);
    expect(part.nextDueAt()).toBeUndefined();
  });

  it.each([
    ['a cron expression', schedule('x', { ScheduleExpression: 'cron(0 2 * * ? *)' }), 'cron(0 2 * * ? *)'],
    ['a single moment', schedule('x', { ScheduleExpression: 'at(2026-04-01T00:00:00)' }), 'only rate'],
    ['a rate of nothing', schedule('x', { ScheduleExpression: 'rate(0 minutes)' }), 'only rate'],
    ['an end date', schedule('x', { ScheduleExpression: 'rate(1 day)', EndDate: 'x' }), 'EndDate'],
    ['another target', schedule('x', { ScheduleExpression: 'rate(1 day)' }, { Arn: 'arn:aws:sqs:::q' }), 'function q'],
    ['an unknown target property', schedule('x', { ScheduleExpression: 'rate(1 day)' }, { SqsParameters: {} }), 'Sqs'],
  ])('is refused with %s', (_name, refused, word) => {
    engine = fakeEngine([functionResource('sweep'), refused]);
    expect(() => createSchedules(engine.context)).toThrow(word);
  });
});
