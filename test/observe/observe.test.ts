import { expect, test } from 'vitest';
import { jsonLog } from '../../shared/observe/log.ts';
import { embeddedMetrics } from '../../shared/observe/metrics.ts';
import { readEnv, readShardCount } from '../../shared/observe/read-env.ts';

const AT = '2026-03-03T09:00:00.000Z';

function aLog() {
  const lines: string[] = [];
  const log = jsonLog(
    (line) => lines.push(line),
    () => AT,
    { function: 'cases-api' },
  );
  return { log, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is JSON with time, level, message and facts', () => {
  const { log, parsed } = aLog();
  log.info('request refused', { requestId: 'r', status: 404 });
  log.warn('late');
  expect(parsed()).toEqual([
    { level: 'info', at: AT, message: 'request refused', function: 'cases-api', requestId: 'r', status: 404 },
    { level: 'warn', at: AT, message: 'late', function: 'cases-api' },
  ]);
});

test('an error is logged with its facts and its cause', () => {
  const { log, parsed } = aLog();
  const cause = new TypeError('not a function');
  log.error('failed', Object.assign(new Error('no', { cause }), { facts: { caseId: 'case_1' } }));
  expect(parsed()).toMatchObject([
    {
      level: 'error',
      error: {
        name: 'Error',
        message: 'no',
        facts: { caseId: 'case_1' },
        cause: { name: 'TypeError', message: 'not a function' },
      },
    },
  ]);
});

test('what is no error is logged too, and nothing is longer than a thousand characters', () => {
  const { log, parsed } = aLog();
  log.error('failed', 'x'.repeat(5_000));
  const [line] = parsed() as { error: { name: string; message: string } }[];
  expect(line?.error.name).toBe('string');
  expect(line?.error.message).toHaveLength(1_001);
});

test('a metric is a line of the embedded metric format', () => {
  const lines: string[] = [];
  const metrics = embeddedMetrics(
    (line) => lines.push(line),
    () => 1_772_528_400_000,
  );
  metrics({ Route: 'GET /v1/cases' }, [{ name: 'Latency', value: 12, unit: 'Milliseconds' }]);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_772_528_400_000,
        CloudWatchMetrics: [
          { Namespace: 'Gangway', Dimensions: [['Route']], Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }] },
        ],
      },
      Route: 'GET /v1/cases',
      Latency: 12,
    },
  ]);
});

test('the environment is read whole or not at all', () => {
  expect(readEnv(['STAGE', 'TABLE_NAME'], { STAGE: 's', TABLE_NAME: 't', OTHER: 'o' })).toEqual({
    STAGE: 's',
    TABLE_NAME: 't',
  });
  expect(() => readEnv(['STAGE', 'TABLE_NAME', 'SHARD_COUNT'], { STAGE: 's', TABLE_NAME: '' })).toThrow(
    'The environment lacks TABLE_NAME, SHARD_COUNT.',
  );
});

test.each(['0', '11', '1.5', 'two', ''])('%s is no count of shards', (text) => {
  expect(() => readShardCount(text)).toThrow('SHARD_COUNT must be a whole number from 1 to 10');
});

test('a count of shards is a number', () => {
  expect([readShardCount('1'), readShardCount('10')]).toEqual([1, 10]);
});
