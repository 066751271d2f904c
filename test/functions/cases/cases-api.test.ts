import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/front-door.ts';
import { type CasesWorld, casesWorld } from './cases-world.ts';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
});
afterAll(() => world.stop());

const OPEN = { type: 'consumer-account', channel: 'web' };
const open = async (who = 'consumer_carla', body: object = OPEN): Promise<string> =>
  (await world.call(who, 'POST /v1/cases', {}, { body })).body.id;
const read = (who: string, caseId: string): Promise<Answer> => world.call(who, 'GET /v1/cases/{caseId}', { caseId });

describe('opening a case', () => {
  test('a consumer gets a draft with the playbook pinned, a number and the first step', async () => {
    const { status, body, headers } = await world.call('consumer_carla', 'POST /v1/cases', {}, { body: OPEN });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'draft',
      stage: 'initiate',
      outcome: null,
      playbook: { id: 'consumer-account', version: 1 },
      parties: { applicant: { kind: 'consumer', consumerId: 'consumer_carla', name: 'Carla Mendes' } },
    });
    expect(body.number).toMatch(/^ONB-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(body.progress.currentStep.stepId).toBe('basics');
    expect(headers['etag']).toBe('"1"');
  });

  test('an agent opens one on behalf of a contact, for the account of the contact', async () => {
    const body = { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' };
    const reply = await world.call('agent_ada', 'POST /v1/cases', {}, { body });
    expect(reply.status).toBe(201);
    expect(reply.body.parties).toEqual({
      applicant: {
        kind: 'account',
        accountId: 'account_northwind',
        contactId: 'contact_nina',
        name: 'Northwind Traders Ltd',
      },
      openedBy: 'agent_ada',
      onBehalfOf: 'contact_nina',
    });
  });

  test('a customer cannot open one for somebody else', async () => {
    const reply = await world.call(
      'consumer_carla',
      'POST /v1/cases',
      {},
      { body: { ...OPEN, onBehalfOf: 'consumer_luis' } },
    );
    expect(reply.status).toBe(403);
  });

  test('a repeated request with the same key opens one case, and says that it was repeated', async () => {
    const options = { body: OPEN, headers: { 'idempotency-key': 'open-once' } };
    const first = await world.call('consumer_luis', 'POST /v1/cases', {}, options);
    const again = await world.call('consumer_luis', 'POST /v1/cases', {}, options);
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  test('the key of another body is refused', async () => {
    const headers = { 'idempotency-key': 'another-body' };
    await world.call('consumer_luis', 'POST /v1/cases', {}, { body: OPEN, headers });
    const reply = await world.call(
      'consumer_luis',
      'POST /v1/cases',
      {},
      { body: { ...OPEN, channel: 'chat' }, headers },
    );
    expect([reply.status, reply.body.code]).toEqual([422, 'idempotency.body-differs']);
  });
});

describe('bad input', () => {
  test('an unknown member of the body is named by its pointer', async () => {
    const reply = await world.call('consumer_carla', 'POST /v1/cases', {}, { body: { ...OPEN, colour: 'red' } });
    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].pointer).toBe('/colour');
  });

  test('malformed JSON is told as such', async () => {
    const reply = await world.call('consumer_carla', 'POST /v1/cases', {}, { rawBody: '{"type":' });
    expect([reply.status, reply.body.code]).toEqual([400, 'request.malformed-json']);
  });

  test("another customer's case looks like a case that is not there", async () => {
    const caseId = await open();
    const foreign = await read('consumer_luis', caseId);
    const absent = await read('consumer_luis', 'case_01JZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
  });

  test('a transition that is not allowed now says what is', async () => {
    const caseId = await open();
    const reply = await world.call(
      'supervisor_sue',
      'POST /v1/cases/{caseId}/submit-for-review',
      { caseId },
      {
        body: {},
        headers: { 'if-match': '"1"' },
      },
    );
    expect([reply.status, reply.body.code]).toEqual([409, 'case.transition-not-allowed']);
    expect(reply.body.allowedActions).toEqual(expect.arrayContaining(['withdraw', 'save_answers']));
  });

  test('staff have to say which version they saw, and it has to be the current one', async () => {
    const caseId = await open();
    const withdraw = (headers: Record<string, string>) =>
      world.call(
        'supervisor_sue',
        'POST /v1/cases/{caseId}/withdraw',
        { caseId },
        {
          body: { reason: 'asked by phone', confirm: true },
          headers,
        },
      );
    expect((await withdraw({})).status).toBe(428);
    const stale = await withdraw({ 'if-match': '"7"' });
    expect([stale.status, stale.body.currentVersion]).toEqual([412, 1]);
    expect((await withdraw({ 'if-match': '"1"' })).body).toMatchObject({ status: 'cancelled', outcome: 'withdrawn' });
  });

  test('a person who is not on record is named as the problem', async () => {
    const caseId = await open();
    const member = { role: 'represented-person', name: 'Ana', dateOfBirth: '2001-01-01', personId: 'consumer_nobody' };
    const reply = await world.call('consumer_carla', 'POST /v1/cases/{caseId}/members', { caseId }, { body: member });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/personId']);
  });
});

describe('a draft', () => {
  test('keeps what was typed, who typed it, and shows what is still missing', async () => {
    const caseId = await open();
    const saved = await world.call(
      'consumer_carla',
      'PUT /v1/cases/{caseId}/steps/{stepId}/answers',
      { caseId, stepId: 'basics' },
      { body: { answers: { fullName: 'Carla Maria Mendes' } } },
    );
    expect(saved.body).toMatchObject({ state: 'in_progress', revision: 2 });
    expect(saved.body.fields.find((field: { id: string }) => field.id === 'fullName')).toMatchObject({
      value: 'Carla Maria Mendes',
      author: { by: 'consumer_carla', channel: 'web' },
    });
    expect(saved.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(
      '/steps/basics/answers/dateOfBirth',
    );
  });

  test('cannot be submitted while steps are missing, and lists them', async () => {
    const caseId = await open();
    const { body: review } = await world.call('consumer_carla', 'GET /v1/cases/{caseId}/review', { caseId });
    const reply = await world.call(
      'consumer_carla',
      'POST /v1/cases/{caseId}/submit',
      { caseId },
      {
        body: { materialVersion: review.materialVersion },
      },
    );
    expect([reply.status, reply.body.code]).toEqual([422, 'case.incomplete']);
    expect(reply.body.errors.length).toBeGreaterThan(5);
  });
});

describe('handing a draft over', () => {
  const onBehalf = { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' };
  const hand = (who: string, caseId: string, body: object): Promise<Answer> =>
    world.call(who, 'POST /v1/cases/{caseId}/hand-over', { caseId }, { body });

  test('moves nothing, and leaves the message on the timeline of both sides', async () => {
    const caseId = await open('agent_ada', onBehalf);
    const reply = await hand('agent_ada', caseId, { to: 'customer', message: 'Please add your directors.' });
    expect([reply.status, reply.body.status, reply.body.version]).toEqual([200, 'draft', 2]);
    const { body } = await world.call('contact_nina', 'GET /v1/cases/{caseId}/timeline', { caseId });
    expect(body.data[0]).toMatchObject({
      types: ['case.handed_over'],
      facts: [{ type: 'case.handed_over', to: 'customer' }],
      body: 'Please add your directors.',
    });
  });

  test('works in both directions, without a message too', async () => {
    const caseId = await open('agent_ada', onBehalf);
    expect((await hand('contact_nina', caseId, { to: 'staff' })).status).toBe(200);
    const { body } = await world.call('agent_ada', 'GET /v1/cases/{caseId}/timeline', { caseId });
    expect(body.data[0].types).toEqual(['case.handed_over']);
    expect(body.data[0]).not.toHaveProperty('body');
  });

  test('is not for who may not edit it, nor to somebody who cannot sign in', async () => {
    const caseId = await open('agent_ada', onBehalf);
    expect((await hand('agent_ben', caseId, { to: 'customer' })).status).toBe(403);
    expect((await hand('consumer_carla', caseId, { to: 'staff' })).status).toBe(404);
    const prospect = { kind: 'business', name: 'Newcomer Ltd', email: 'new@comer.example' };
    const unknown = await open('agent_ada', { type: 'company-account', channel: 'phone', prospect });
    const refused = await hand('agent_ada', unknown, { to: 'customer' });
    expect([refused.status, refused.body.errors[0]]).toMatchObject([
      422,
      { pointer: '/to', code: 'applicant.not-on-record' },
    ]);
  });
});

describe('discarding a draft', () => {
  const discard = (who: string, caseId: string, headers: Record<string, string> = {}): Promise<Answer> =>
    world.call(who, 'DELETE /v1/cases/{caseId}', { caseId }, { headers });

  test('ends it for the customer, who may take it up again', async () => {
    const caseId = await open();
    const reply = await discard('consumer_carla', caseId);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ status: 'cancelled', outcome: 'discarded', stage: 'initiate' });
    expect(reply.body.allowedActions).toEqual([{ name: 'reopen', method: 'POST', href: `/v1/cases/${caseId}/reopen` }]);
    const again = await discard('consumer_carla', caseId);
    expect([again.status, again.body.code]).toEqual([409, 'case.transition-not-allowed']);
    const body = { reason: 'I do want it.' };
    const reopened = await world.call('consumer_carla', 'POST /v1/cases/{caseId}/reopen', { caseId }, { body });
    expect(reopened.body).toMatchObject({ status: 'draft', outcome: null });
  });

  test('says the same to a repeated request with the same key', async () => {
    const caseId = await open();
    const headers = { 'idempotency-key': `discard-${caseId}` };
    await discard('consumer_carla', caseId, headers);
    const again = await discard('consumer_carla', caseId, headers);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([200, 'true']);
    expect(again.body.outcome).toBe('discarded');
  });

  test('is for the agent who opened it, who has to say which version they saw', async () => {
    const caseId = await open('agent_ada', { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' });
    expect((await discard('agent_ben', caseId, { 'if-match': '"1"' })).status).toBe(403);
    expect((await discard('supervisor_sue', caseId, { 'if-match': '"1"' })).status).toBe(403);
    expect((await discard('agent_ada', caseId)).status).toBe(428);
    expect((await discard('agent_ada', caseId, { 'if-match': '"7"' })).status).toBe(412);
    expect((await discard('agent_ada', caseId, { 'if-match': '"1"' })).status).toBe(200);
  });
});

describe('what customers never see', () => {
  test('a work note is not on their timeline and does not change their ETag', async () => {
    const body = { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' };
    const caseId = await open('agent_ada', body);
    const before = await read('contact_nina', caseId);
    const noted = await world.call(
      'supervisor_sue',
      'POST /v1/cases/{caseId}/work-notes',
      { caseId },
      {
        body: { body: 'keep an eye on this' },
      },
    );
    expect(noted.status).toBe(201);
    const timeline = await world.call('contact_nina', 'GET /v1/cases/{caseId}/timeline', { caseId });
    expect(JSON.stringify(timeline.body)).not.toContain('keep an eye');
    expect((await read('contact_nina', caseId)).headers['etag']).toBe(before.headers['etag']);
    const staff = await world.call('supervisor_sue', 'GET /v1/cases/{caseId}/timeline', { caseId });
    expect(staff.body.data[0]).toMatchObject({ types: ['case.work_noted'], body: 'keep an eye on this' });
  });

  test('staff-only members of a case are absent', async () => {
    const { body } = await read('consumer_carla', await open());
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['needsAttention']));
    expect(body).not.toHaveProperty('riskBand');
  });
});

describe('lists', () => {
  test('a group queue is paged by a cursor that only its caller can use', async () => {
    await open('agent_ada', { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' });
    await open('agent_ada', { type: 'company-account', channel: 'chat', onBehalfOf: 'contact_omar' });
    const query = { view: 'group-queue', group: 'business-onboarding', status: 'draft', limit: '1' };
    const list = (who: string, more: Record<string, string> = {}) =>
      world.call(who, 'GET /v1/cases', {}, { query: { ...query, ...more } });
    const first = await list('agent_ada');
    expect([first.body.data.length, first.body.hasMore]).toEqual([1, true]);
    const second = await list('agent_ada', { cursor: first.body.nextCursor });
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id);
    const stolen = await list('agent_ben', { cursor: first.body.nextCursor });
    expect([stolen.status, stolen.body.code]).toEqual([400, 'request.invalid-cursor']);
  });

  test('the queue of another group is forbidden', async () => {
    const query = { view: 'group-queue', group: 'consumer-onboarding' };
    expect((await world.call('agent_ben', 'GET /v1/cases', {}, { query })).status).toBe(403);
  });

  test('an unknown query parameter is named', async () => {
    const reply = await world.call(
      'agent_ada',
      'GET /v1/cases',
      {},
      { query: { view: 'assigned-to-me', colour: 'red' } },
    );
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([400, '/colour']);
  });
});

test('nothing of all this was an error of ours', () => expect(world.logged).toEqual([]));

describe('the playbook of a case', () => {
  test('costs a warm request nothing: what is left reads the case or its people, asks each group, and writes', async () => {
    const caseId = await open();
    await read('consumer_carla', caseId);
    await world.call('supervisor_sue', 'GET /v1/cases', {}, { query: { view: 'all', status: 'closed' } });
    const callsOf = async (request: () => Promise<unknown>): Promise<readonly string[]> => {
      world.sent.length = 0;
      await request();
      return [...world.sent];
    };
    const params = { caseId, stepId: 'basics' };
    const body = { answers: { fullName: 'Carla M. Mendes' } };
    const save = () => world.call('consumer_carla', 'PUT /v1/cases/{caseId}/steps/{stepId}/answers', params, { body });
    const list = () => world.call('supervisor_sue', 'GET /v1/cases', {}, { query: { view: 'all', status: 'closed' } });
    expect(await callsOf(() => read('consumer_carla', caseId))).toEqual(['QueryCommand']);
    expect(await callsOf(save)).toEqual(['QueryCommand', 'TransactWriteCommand']);
    expect(await callsOf(list)).toEqual(['QueryCommand', 'QueryCommand']);
    expect(await callsOf(() => open())).toEqual(['BatchGetCommand', 'TransactWriteCommand']);
  });
});
