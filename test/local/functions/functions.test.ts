import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURE_RECORDER, type FixtureEngine, startFixture } from '../support/fixture-engine.ts';

let fixture: FixtureEngine;
const invoke = (name: string, event: unknown) => fixture.engine.parts.functions.invoke(name, event);

interface Facts {
  readonly now: number;
  readonly made: number;
  readonly fixed: number;
  readonly isDate: boolean;
  readonly env: Record<string, string>;
  readonly [fact: string]: unknown;
}

async function factsOf(event: unknown = {}, name = 'echo'): Promise<Facts> {
  const result = await invoke(name, event);
  if (!result.ok) throw new Error(result.errorMessage);
  return JSON.parse((result.payload as { body: string }).body).facts;
}

beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

describe('a function', () => {
  it('finds the environment and the context that Lambda gives it, and nothing of this process', async () => {
    const facts = await factsOf();
    expect(facts).toMatchObject({
      name: 'echo',
      arn: 'arn:aws:lambda:eu-west-1:000000000000:function:echo',
      remaining: true,
      env: { TABLE_NAME: 'fixture-data-table', AWS_REGION: 'eu-west-1', AWS_LAMBDA_FUNCTION_NAME: 'echo' },
    });
    expect(facts.env).not.toHaveProperty('PATH');
  });

  it('lives in the time of the engine, also when that moves while it is loaded', async () => {
    const before = await factsOf();
    await fixture.engine.advance(86_400_000);
    const after = await factsOf();
    expect(after.now - before.now).toBeGreaterThanOrEqual(86_400_000);
    expect(after.made - before.made).toBeGreaterThanOrEqual(86_400_000);
    expect(after.fixed).toBe(5);
    expect(after.isDate).toBe(true);
  });

  it('keeps its environment and its log although it shares a thread with others', async () => {
    const [neighbour, other] = await Promise.all([factsOf({ path: '/log' }, 'neighbour'), factsOf({}, 'other')]);
    expect([neighbour.env['OWN'], neighbour['name']]).toEqual(['neighbour', 'neighbour']);
    expect([other.env['OWN'], other['name']]).toEqual(['other', 'other']);
    expect(readFileSync(join(fixture.dataDir, 'logs', 'neighbour.log'), 'utf8')).toBe('a line of output\n');
    expect(existsSync(join(fixture.dataDir, 'logs', 'other.log'))).toBe(false);
  });

  it('that throws gives its error by name', async () => {
    expect(await invoke('echo', { path: '/throw' })).toMatchObject({
      ok: false,
      errorType: 'ToldToFail',
      errorMessage: 'told to fail',
    });
  });

  it('that runs too long is stopped, and the next invocation works', async () => {
    expect(await invoke('echo', { path: '/spin' })).toEqual({
      ok: false,
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 1.00 seconds',
    });
    expect(await invoke('echo', { path: '/inferred' })).toEqual({ ok: true, payload: { plain: true } });
  });

  it('that ends its process fails alone, and the next invocation works', async () => {
    expect(await invoke('echo', { path: '/exit' })).toMatchObject({ ok: false, errorType: 'Runtime.ExitError' });
    expect(await invoke('echo', { path: '/inferred' })).toEqual({ ok: true, payload: { plain: true } });
  });

  it('prints into a log of its own', async () => {
    await invoke('echo', { path: '/log' });
    expect(readFileSync(join(fixture.dataDir, 'logs', 'echo.log'), 'utf8')).toBe('a line of output\n');
  });

  it('that does not exist is an error of the caller', async () => {
    await expect(invoke('nobody', {})).rejects.toThrow('There is no function nobody.');
  });
});

describe('an asynchronous invocation', () => {
  it('runs without being waited for', async () => {
    fixture.engine.parts.functions.invokeAsync(FIXTURE_RECORDER, { n: 1 });
    await fixture.engine.advance(0);
    expect(fixture.recorded()).toEqual([{ n: 1 }]);
  });

  it('is tried again after one and after two minutes, then handed to the on-failure queue', async () => {
    fixture.engine.parts.functions.invokeAsync(FIXTURE_RECORDER, { fail: true });
    await fixture.engine.advance(59_000);
    expect(fixture.recorded()).toHaveLength(1);
    await fixture.engine.advance(5_000);
    expect(fixture.recorded()).toHaveLength(2);
    await fixture.engine.advance(120_000);
    expect(fixture.recorded()).toHaveLength(3);
    const [message] = await failures();
    expect(message).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { fail: true },
      responsePayload: { errorType: 'Error', errorMessage: 'told to fail' },
    });
  });

  it('is still there after a restart', async () => {
    fixture.engine.parts.functions.invokeAsync(FIXTURE_RECORDER, { fail: true });
    await fixture.engine.advance(0);
    await fixture.restart();
    await fixture.engine.advance(61_000);
    expect(fixture.recorded()).toHaveLength(2);
  });

  it('of a function that does not exist is refused at once', () => {
    expect(() => fixture.engine.parts.functions.invokeAsync('nobody', {})).toThrow('There is no function nobody.');
  });
});

async function failures(): Promise<unknown[]> {
  const response = await fetch(fixture.engine.system.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.ReceiveMessage', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      QueueUrl: `${fixture.engine.system.awsUrl}/000000000000/failures`,
      MaxNumberOfMessages: 10,
    }),
  });
  const { Messages = [] } = (await response.json()) as { Messages?: { Body: string }[] };
  return Messages.map(({ Body }) => JSON.parse(Body));
}
