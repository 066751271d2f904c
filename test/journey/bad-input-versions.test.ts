import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, draft, must, submitted } from './case-builder.ts';
import { OF_A_CASE, pathOf, type RouteUnderTest } from './routes-under-test.ts';
import { sampleOf } from './sample-body.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
/** Offered to Sue, so that she may do all that a supervisor and an agent may. */
let offered: Witness;
/** Opened by Sue for Carla. */
let opened: Witness;
/** Carla's own. */
let own: Witness;

beforeAll(async () => {
  const caseId = await submitted(scene, 'carla');
  await act(scene, 'ada', caseId, 'POST /offer', { assignee: 'supervisor_sue' });
  const body = { type: 'consumer-account', channel: 'phone', onBehalfOf: 'consumer_carla' };
  const { id } = await must(scene, 201, 'sue', 'POST', '/v1/cases', { body });
  const ownId = await draft(scene, 'carla');
  await scene.engine.advance('PT0S');
  [offered, opened, own] = await Promise.all([witness(scene, caseId), witness(scene, id), witness(scene, ownId)]);
});
const nothingHappened = async () => {
  for (const one of [offered, opened, own]) await expectUntouched(scene, one);
};
afterAll(async () => {
  await scene.engine.advance('PT0S');
  await nothingHappened();
});

const GUARDED = OF_A_CASE.filter(({ spec }) => spec.ifMatch === true);
const STAFF_NEVER = ['accept_proposal', 'reject_proposal'];
const OPENERS_MAY = ['submit', 'discard_draft', 'change_type'];
const CUSTOMERS_MAY = [
  'submit',
  'discard_draft',
  'change_type',
  'change_member',
  'remove_member',
  'withdraw',
  'reopen',
  'bind_document',
  'accept_proposal',
  'reject_proposal',
];

const ask = (actor: string, route: RouteUnderTest, { caseId }: Witness, ifMatch?: string) =>
  scene.api.send(actor, route.method, pathOf(route, { caseId }), {
    ...(ifMatch !== undefined && { ifMatch }),
    ...(route.body && { body: sampleOf(route.body) }),
  });

describe.each(GUARDED.filter(({ spec }) => !STAFF_NEVER.includes(spec.access)))('$key', (route) => {
  afterAll(() => expectUntouched(scene, target()));
  const target = () => (OPENERS_MAY.includes(route.spec.access) ? opened : offered);

  test('wants staff to say which version they saw', async () => {
    const { status, body } = await ask('sue', route, target());
    expect([status, body.code]).toEqual([428, 'precondition.required']);
  });

  test('refuses a version that is not the current one, and names that', async () => {
    const { version } = target();
    for (const stale of [version - 1, version + 1, 999_999]) {
      const { status, body } = await ask('sue', route, target(), `"${stale}"`);
      expect([status, body.code, body.currentVersion], String(stale)).toEqual([412, 'case.stale', version]);
    }
  });
});

describe.each(GUARDED)('$key', (route) => {
  afterAll(() => expectUntouched(scene, own));
  const mayDo = CUSTOMERS_MAY.includes(route.spec.access);

  test(`${mayDo ? 'refuses the stale version of a customer' : 'is not for customers at all'}`, async () => {
    const { status, body } = await ask('carla', route, own, '"999999"');
    expect([status, body.code]).toEqual(mayDo ? [412, 'case.stale'] : [403, 'case.forbidden']);
  });
});
