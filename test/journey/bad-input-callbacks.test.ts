import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signWebhook } from '../../functions/checks/webhook-signature.ts';
import { runningSystem } from '../support/running-system.ts';
import { submitted, underReview } from './case-builder.ts';
import { ProviderStandIn } from './provider-stand-in.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
let before: Witness;
let fresh: Witness;
let provider: ProviderStandIn;

beforeAll(async () => {
  provider = await ProviderStandIn.of(scene);
  before = await witness(scene, await underReview(scene, 'carla', 'sim all=silent'));
  fresh = await witness(scene, await submitted(scene, 'luis'));
});
const nothingHappened = async () => {
  await expectUntouched(scene, before);
  await expectUntouched(scene, fresh);
};
afterEach(nothingHappened);
afterAll(async () => {
  await scene.engine.advance('PT0S');
  await nothingHappened();
});

const report = (more: object = {}) => ({
  id: 'event-1',
  reference: `${before.caseId}.background.1`,
  status: 'complete',
  result: 'clear',
  reasons: [],
  occurredAt: '2026-01-31T12:00:00.000Z',
  ...more,
});

test('a callback without a signature, or with any but ours over these very bytes, is refused', async () => {
  const raw = JSON.stringify(report());
  const good = await provider.sign(raw);
  const { 'webhook-signature': signature = '', ...unsigned } = good;
  const otherKey = signWebhook('another key', 'message-1', Number(good['webhook-timestamp']), raw);
  const forged = [
    {},
    unsigned,
    { ...good, 'webhook-signature': 'v1,' },
    { ...good, 'webhook-signature': signature.replace('v1,', 'v2,') },
    { ...good, 'webhook-signature': otherKey['webhook-signature'] },
    { ...good, 'webhook-id': 'message-2' },
    { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) },
    { ...good, 'webhook-timestamp': 'now' },
    await provider.sign(`${raw} `),
  ];
  for (const headers of forged) {
    const { status, body } = await provider.say(raw, headers);
    expect([status, body.code], JSON.stringify(headers)).toEqual([401, 'request.signature']);
  }
});

test('a callback that was signed more than five minutes ago, or ahead, is refused', async () => {
  const raw = JSON.stringify(report());
  for (const ageSeconds of [360, -360, 86_400]) {
    const { status, body } = await provider.say(raw, await provider.sign(raw, ageSeconds));
    expect([status, body.code], String(ageSeconds)).toEqual([401, 'request.signature']);
  }
});

test('a signature does not make up for what is not JSON', async () => {
  for (const raw of ['{"a":', 'nonsense', '']) {
    const { status, body } = await provider.say(raw);
    expect([status, body.code], raw).toEqual([400, 'request.malformed-json']);
  }
});

describe('a signed callback', () => {
  test.each([
    [{ id: 7 }, 400, 'request.wrong-type'],
    [{ reasons: 'none' }, 400, 'request.wrong-type'],
    [{ status: {} }, 400, 'request.wrong-type'],
    [{ id: undefined }, 422, 'request.invalid'],
    [{ status: 'over' }, 422, 'request.invalid'],
    [{ result: 'splendid' }, 422, 'request.invalid'],
    [{ result: undefined }, 422, 'request.invalid'],
    [{ occurredAt: 'yesterday' }, 422, 'request.invalid'],
    [{ reference: 'nonsense' }, 422, 'request.invalid'],
    [{ reference: 'case_01J0000000000000000000ZZZZ.background.1' }, 404, 'case.not-found'],
  ])('with %o is refused', async (more, status, code) => {
    const raw = JSON.stringify(report(more));
    const answer = await provider.say(raw);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('about an attempt that was never asked for, a check that is not there or a provider that has none is refused', async () => {
    const cases = [
      [`${before.caseId}.background.2`, 'sim', 409, 'check.not-open'],
      [`${fresh.caseId}.background.1`, 'sim', 409, 'check.not-open'],
      [`${before.caseId}.horoscope.1`, 'sim', 404, 'check.unknown'],
      [`${before.caseId}.background.1`, 'someone-else', 404, 'check.unknown'],
    ] as const;
    for (const [reference, name, status, code] of cases) {
      const raw = JSON.stringify(report({ reference }));
      const answer = await provider.say(raw, undefined, name);
      expect([answer.status, answer.body.code], `${reference} ${name}`).toEqual([status, code]);
    }
  });
});
