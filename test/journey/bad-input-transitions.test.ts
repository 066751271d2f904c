import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { must, submitted } from './case-builder.ts';
import { CHANGES, OF_A_CASE, pathOf, type RouteUnderTest } from './routes-under-test.ts';
import { sampleOf } from './sample-body.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
/** Opened by Sue for Carla, who may both do all that their kind may. */
let draft: Witness;
let ended: Witness;

beforeAll(async () => {
  const body = { type: 'consumer-account', channel: 'phone', onBehalfOf: 'consumer_carla' };
  const { id } = await must(scene, 201, 'sue', 'POST', '/v1/cases', { body });
  const endedId = await submitted(scene, 'carla');
  const withdrawal = { reason: 'I moved abroad.', confirm: true };
  await must(scene, 200, 'carla', 'POST', `/v1/cases/${endedId}/withdraw`, { body: withdrawal });
  await scene.engine.advance('PT0S');
  [draft, ended] = await Promise.all([witness(scene, id), witness(scene, endedId)]);
});
const nothingHappened = async () => {
  await expectUntouched(scene, draft);
  await expectUntouched(scene, ended);
};
afterAll(async () => {
  await scene.engine.advance('PT0S');
  await nothingHappened();
});

const IN_A_DRAFT = [
  'save_answers',
  'complete_step',
  'revisit_step',
  'restart_playbook',
  'submit',
  'discard_draft',
  'hand_over',
  'change_type',
  'add_member',
  'change_member',
  'remove_member',
  'upload_document',
  'bind_document',
  'reuse_document',
  'withdraw',
  'comment',
  'add_work_note',
];
const AFTER_THE_END = ['reopen', 'add_work_note'];
const BY_CUSTOMERS = ['answer_info', 'accept_proposal', 'reject_proposal', 'submit', 'discard_draft'];
/** Nobody stands to these cases as one must for that. */
const BY_WHOM_IT_IS_OFFERED_TO = ['accept_offer', 'decline_offer'];

const onCase = CHANGES.filter((route) => OF_A_CASE.includes(route));
const without = (actions: readonly string[]) =>
  onCase.filter(({ spec }) => ![...actions, ...BY_WHOM_IT_IS_OFFERED_TO].includes(spec.access));

async function attempt(route: RouteUnderTest, { caseId }: Witness) {
  const actor = BY_CUSTOMERS.includes(route.spec.access) ? 'carla' : 'sue';
  const seen = await scene.api.send(actor, 'GET', `/v1/cases/${caseId}`);
  return scene.api.send(actor, route.method, pathOf(route, { caseId }), {
    ifMatch: seen.headers.get('etag') ?? '',
    ...(route.body && { body: sampleOf(route.body) }),
  });
}

describe.each(without(IN_A_DRAFT))('$key', (route) => {
  afterAll(() => expectUntouched(scene, draft));

  test('is not possible in a draft, which says what is', async () => {
    const { status, body } = await attempt(route, draft);
    expect([status, body.code]).toEqual([409, 'case.transition-not-allowed']);
    expect(body.allowedActions).toContain('withdraw');
  });
});

describe.each(without(AFTER_THE_END))('$key', (route) => {
  afterAll(() => expectUntouched(scene, ended));

  test('is not possible once the case has ended', async () => {
    const { status, body } = await attempt(route, ended);
    expect([status, body.code]).toEqual([409, 'case.transition-not-allowed']);
    expect(body.allowedActions).toEqual(expect.any(Array));
    expect(body.allowedActions).not.toContain(route.spec.access);
  });
});

describe.each(onCase.filter(({ spec }) => BY_WHOM_IT_IS_OFFERED_TO.includes(spec.access)))('$key', (route) => {
  test('is for the agent whom the case was offered to', async () => {
    for (const one of [draft, ended]) {
      const { status, body } = await attempt(route, one);
      expect([status, body.code]).toEqual([403, 'case.forbidden']);
    }
  });
});
