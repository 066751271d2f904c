import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../local/engine.ts';
import { FIXTURE_APP, type FixtureEngine, freePorts, startFixture } from '../support/fixture-engine.ts';

let fixture: FixtureEngine;

beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

const clock = (init?: RequestInit) => fetch(`${fixture.engine.publicUrl}/_clock`, init);
const advance = (body: string) => clock({ method: 'POST', body });

describe('the clock page', () => {
  it('lets days pass and says what time it is then', async () => {
    const before = (await (await clock()).json()) as { now: string };
    const response = await advance('{"advance":"P5D"}');
    const after = (await response.json()) as { now: string };
    expect(response.status).toBe(200);
    const passedMs = Date.parse(after.now) - Date.parse(before.now);
    expect(passedMs).toBeGreaterThanOrEqual(432_000_000);
    expect(passedMs).toBeLessThan(432_060_000);
  });

  it.each([
    ['', 'Send {"advance": "P5D"}.'],
    ['[]', 'Send {"advance": "P5D"}.'],
    ['{"advance":5}', 'Send {"advance": "P5D"}.'],
    ['{"advance":"P1D","to":"x"}', 'Send {"advance": "P5D"}.'],
    ['{"advance":"soon"}', '"soon" is not a duration such as P5D or PT10M.'],
    ['{"advance":"P9999W"}', 'The clock advances by ten years at most.'],
  ])('refuses %s with 400 and leaves the time alone', async (body, message) => {
    const before = fixture.engine.clock.offsetMs();
    const response = await advance(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message });
    expect(fixture.engine.clock.offsetMs()).toBe(before);
  });
});

describe('the health page', () => {
  it('says where everything is and what runs', async () => {
    const response = await fetch(`${fixture.engine.publicUrl}/_health`);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      system: { apiUrl: fixture.engine.publicUrl, region: 'eu-west-1', tableName: 'fixture-data-table' },
      processes: { engine: process.pid, dynamodb: fixture.engine.parts.dynamodb.pid() },
    });
  });
});

describe('the ports', () => {
  it('know no other page of the engine', async () => {
    expect((await fetch(`${fixture.engine.publicUrl}/_other`)).status).toBe(404);
  });

  it('name the service that nobody emulates', async () => {
    const headers = { 'x-amz-target': 'Kinesis_20131202.PutRecord' };
    const response = await fetch(fixture.engine.system.awsUrl, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      __type: 'UnknownOperationException',
      message: 'The local engine does not emulate Kinesis_20131202.',
    });
  });
});

describe('a second engine', () => {
  const settings = { cdkOut: FIXTURE_APP, machineNow: Date.now, log: () => {} };

  it('on the same data folder is refused with one sentence', async () => {
    const ports = await freePorts();
    await expect(startEngine({ ...settings, dataDir: fixture.dataDir, ports })).rejects.toThrow(
      `Gangway is already running on ${fixture.dataDir}: stop it first, or choose another folder with GANGWAY_DATA.`,
    );
  });

  it('on a taken port is refused with one sentence', async () => {
    const taken = Number(new URL(fixture.engine.publicUrl).port);
    const ports = { ...(await freePorts()), public: taken };
    await expect(startEngine({ ...settings, dataDir: `${fixture.dataDir}-2`, ports })).rejects.toThrow(
      `Port ${taken} is taken: choose another with PORT.`,
    );
  });
});
