import { expect, test } from 'vitest';
import type { CallbackBody } from '../../../functions/checks/callback-body.ts';
import { signWebhook } from '../../../functions/checks/webhook-signature.ts';
import { addMs } from '../../../shared/domain/calendar.ts';
import { AT, aCaller, anAgent, aPlaybook } from '../../support/a-case.ts';
import { CASE_ID, ChecksWorld, KEY, underReview } from './checks-world.ts';

const [CHECK = ''] = aPlaybook().checks.map(({ id }) => id);
const REFERENCE = `${CASE_ID}.${CHECK}.1`;
const AT_SECONDS = Date.parse(AT) / 1_000;

const report = (overrides: Partial<CallbackBody> = {}): string =>
  JSON.stringify({
    id: 'evt_1',
    reference: REFERENCE,
    status: 'complete',
    result: 'clear',
    reasons: [],
    occurredAt: AT,
    ...overrides,
  });
const signed = (body: string, at = AT_SECONDS) => ({ ...signWebhook(KEY, 'evt_1', at, body) });
const problem = { status: expect.any(Number), code: expect.any(String) };

test('the simulated provider answers a requested check over the signed callback', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  expect(world.queue.map(({ delaySeconds }) => delaySeconds)).toEqual([3]);
  world.now = addMs(AT, 3_000);
  await world.answer(world.queue[0]!.message);
  expect(world.check(CHECK)).toMatchObject({ status: 'complete', result: 'clear', attempt: 1 });
  expect(world.cases.events.at(-1)?.actor).toEqual({ personId: 'provider:sim', kind: 'provider' });
});

test('a request that is delivered twice, and an answer that is, change nothing more', async () => {
  const world = new ChecksWorld(underReview(`sim ${CHECK}=consider*2`));
  await world.request(CHECK);
  await world.deliverRequest();
  expect(world.queue).toHaveLength(4);
  world.now = addMs(AT, 3_000);
  for (const { message } of world.queue) await world.answer(message);
  expect(world.cases.events.map(({ data }) => data.types)).toEqual([['check.requested'], ['check.completed']]);
  expect(world.check(CHECK)).toMatchObject({ result: 'consider', attempts: [{ reasons: ['sim.consider'] }] });
});

test('a request that is not wanted any more is not passed on', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  world.queue.length = 0;
  const current = world.cases.current(CASE_ID);
  world.cases.overwrite({
    ...current,
    checks: current.checks.map((check) => ({ ...check, status: 'cancelled' as const })),
  });
  await world.deliverRequest();
  expect(world.queue).toEqual([]);
});

test('an answer in an hour is sent on until it is due', async () => {
  const world = new ChecksWorld(underReview(`sim ${CHECK}=clear:PT1H`));
  await world.request(CHECK);
  const { message } = world.queue[0]!;
  for (const [minutes, delaySeconds] of [
    [15, 900],
    [30, 900],
    [50, 600],
  ] as const) {
    world.now = addMs(AT, minutes * 60_000);
    await world.answer(message);
    expect(world.queue.at(-1)).toEqual({ message, delaySeconds });
  }
  expect(world.check(CHECK)?.status).toBe('requested');
  world.now = addMs(AT, 3_600_000);
  await world.answer(message);
  expect(world.check(CHECK)?.status).toBe('complete');
});

test('an answer that is not received fails, so that the queue delivers it again', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  world.now = addMs(AT, 3_000);
  world.cases.failNextCommit('after');
  await expect(world.answer(world.queue[0]!.message)).rejects.toThrow('the callback was answered with 500');
  await world.answer(world.queue[0]!.message);
  expect(world.cases.events).toHaveLength(2);
});

test('a provider that is silent leaves the check requested', async () => {
  const world = new ChecksWorld(underReview(`sim ${CHECK}=silent`));
  await world.request(CHECK);
  expect(world.queue).toEqual([]);
  expect(world.check(CHECK)?.status).toBe('requested');
});

test('where no provider may be asked, the check becomes a task at once', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK, 1, {});
  await world.deliverRequest({});
  expect(world.check(CHECK)).toMatchObject({ status: 'error', attempts: [{ reasons: ['provider.none'] }] });
  expect(world.cases.events).toHaveLength(2);
});

test.each([
  ['no signature', report(), {}],
  ['a signature over another body', report(), signed(report({ result: 'consider' }))],
  ['a signature of six minutes ago', report(), signed(report(), AT_SECONDS - 360)],
  ['no signature on something that is no JSON', '{', {}],
])('%s is 401 and changes nothing', async (_, body, headers) => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  const reply = await world.callback(body, headers);
  expect(reply).toMatchObject({ status: 401, body: { code: 'request.signature' } });
  expect(world.cases.events).toHaveLength(1);
});

test.each([
  ['no JSON', '{', 400],
  ['a member of the wrong type', report({ reasons: 'none' as never }), 400],
  ['a result that is missing', JSON.stringify({ ...JSON.parse(report()), result: undefined }), 422],
  ['a reference that is not ours', report({ reference: 'order-17' }), 422],
  ['a case that is not there', report({ reference: `case_01JD0000000000000000000001.${CHECK}.1` }), 404],
  ['a check that the playbook does not have', report({ reference: `${CASE_ID}.astrology.1` }), 404],
  ['an attempt that is not on record yet', report({ reference: `${CASE_ID}.${CHECK}.2` }), 409],
])('signed, but %s: refused without a change', async (_, body, status) => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  const reply = await world.callback(body, signed(body));
  expect(reply).toMatchObject({ status, body: problem });
  expect(world.cases.events).toHaveLength(1);
});

test('a callback that overtakes the record of its request is taken in when it is sent again', async () => {
  const world = new ChecksWorld(underReview());
  expect((await world.callback(report(), signed(report()))).status).toBe(409);
  await world.request(CHECK);
  expect(await world.callback(report(), signed(report()))).toEqual({ status: 200, body: { received: true } });
  expect(world.check(CHECK)?.result).toBe('clear');
});

test('the callback of another provider cannot answer for this one', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  expect((await world.callback(report(), signed(report()), 'other')).status).toBe(404);
});

test('staff list the checks and judge a result; customers see neither', async () => {
  const world = new ChecksWorld(underReview());
  await world.request(CHECK);
  const body = report({ result: 'consider', reasons: ['name.similar'] });
  await world.callback(body, signed(body));
  const path = { caseId: CASE_ID, checkId: CHECK };
  const listed = await world.call('GET /v1/cases/{caseId}/checks', { caseId: CASE_ID });
  expect(listed.body.data[0]).toMatchObject({
    checkId: CHECK,
    status: 'complete',
    result: 'consider',
    reasons: ['name.similar'],
  });
  world.caller = aCaller();
  expect((await world.call('GET /v1/cases/{caseId}/checks', { caseId: CASE_ID })).status).toBe(403);
  world.caller = anAgent();
  const judgement = JSON.stringify({ verdict: 'false_positive', note: 'Another person of that name.' });
  const route = 'POST /v1/cases/{caseId}/checks/{checkId}/adjudicate';
  expect((await world.call(route, path, judgement)).status).toBe(428);
  const version = world.cases.current(CASE_ID).version;
  const reply = await world.call(route, path, judgement, { 'if-match': `"${version}"`, 'idempotency-key': 'k' });
  expect(reply).toMatchObject({ status: 200, body: { adjudication: { verdict: 'false_positive', by: 'agent_bo' } } });
  const again = await world.call(route, path, judgement, { 'if-match': `"${version}"`, 'idempotency-key': 'k' });
  expect(again.status).toBe(200);
  expect(world.cases.events.filter(({ data }) => data.types.includes('check.adjudicated'))).toHaveLength(1);
  expect(world.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
