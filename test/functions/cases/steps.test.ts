import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CasesWorld, casesWorld } from './cases-world.ts';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
});
afterAll(() => world.stop());

const open = async (who: string, body: object): Promise<string> =>
  (await world.call(who, 'POST /v1/cases', {}, { body: { channel: 'web', ...body } })).body.id;
const openConsumer = () => open('consumer_carla', { type: 'consumer-account' });
const step = async (who: string, caseId: string, stepId: string) =>
  (await world.call(who, 'GET /v1/cases/{caseId}/steps/{stepId}', { caseId, stepId })).body;
const save = (who: string, caseId: string, stepId: string, body: object) =>
  world.call(who, 'PUT /v1/cases/{caseId}/steps/{stepId}/answers', { caseId, stepId }, { body });

describe('a step', () => {
  test('gives visibility and need as they are now, and the conditions to follow them', async () => {
    const caseId = await openConsumer();
    const shown = await step('consumer_carla', caseId, 'account-use');
    const details = shown.fields.find(({ id }: { id: string }) => id === 'purposeDetails');
    expect(details).toMatchObject({ visible: false, visibleWhen: { fact: 'answers.purpose', equals: 'other' } });
    expect(shown.facts).toEqual({});
  });

  test('names its neighbours in the run as it stands', async () => {
    const caseId = await openConsumer();
    expect(await step('consumer_carla', caseId, 'basics')).toMatchObject({ nextStepId: 'address' });
    expect(await step('consumer_carla', caseId, 'address')).toMatchObject({
      previousStepId: 'basics',
      nextStepId: 'account-use',
    });
    expect(await step('consumer_carla', caseId, 'review')).not.toHaveProperty('nextStepId');
  });

  test('offers every country by its English name', async () => {
    const caseId = await openConsumer();
    const { fields } = await step('consumer_carla', caseId, 'address');
    const { options } = fields.find(({ type }: { type: string }) => type === 'country');
    expect(options).toContainEqual({ value: 'DE', label: 'Germany' });
    expect(options.length).toBeGreaterThan(240);
  });

  test('of people has those people and how many are needed', async () => {
    const caseId = await open('contact_nina', { type: 'company-account' });
    const body = { role: 'director', name: 'Nina', dateOfBirth: '1980-01-01' };
    await world.call('contact_nina', 'POST /v1/cases/{caseId}/members', { caseId }, { body });
    const shown = await step('contact_nina', caseId, 'people');
    expect(shown.members).toMatchObject([{ role: 'director', name: 'Nina' }]);
    expect(shown.memberRoles).toContainEqual(
      expect.objectContaining({ id: 'director', minimum: 1, needsDateOfBirth: true }),
    );
  });

  test('of documents has the requirements', async () => {
    const caseId = await openConsumer();
    const { requirements } = await step('consumer_carla', caseId, 'documents');
    expect(requirements.map(({ definitionId }: { definitionId: string }) => definitionId)).toContain('photo-id');
  });

  test('keeps what is unfinished and tells what is wrong with it; completing refuses it', async () => {
    const caseId = await openConsumer();
    const saved = await save('consumer_carla', caseId, 'basics', { answers: { dateOfBirth: '31 February' } });
    expect(saved.status).toBe(200);
    const shown = await step('consumer_carla', caseId, 'basics');
    expect(shown.errors).toContainEqual(expect.objectContaining({ pointer: '/steps/basics/answers/dateOfBirth' }));
    const params = { caseId, stepId: 'basics' };
    const done = await world.call('consumer_carla', 'POST /v1/cases/{caseId}/steps/{stepId}/complete', params);
    expect([done.status, done.body.code]).toEqual([422, 'case.incomplete']);
  });

  test('tells customers that one of us wrote an answer, and staff who it was', async () => {
    const caseId = await open('agent_ada', { type: 'consumer-account', onBehalfOf: 'consumer_carla' });
    await save('agent_ada', caseId, 'basics', { answers: { fullName: 'Carla M.' } });
    const author = async (who: string) =>
      (await step(who, caseId, 'basics')).fields.find(({ id }: { id: string }) => id === 'fullName').author;
    expect(await author('agent_ada')).toMatchObject({ by: 'agent_ada', side: 'staff', channel: 'web' });
    const told = await author('consumer_carla');
    expect(told).toMatchObject({ side: 'staff' });
    expect(told).not.toHaveProperty('by');
  });

  test('that two people edit is not overwritten: 409 with both values', async () => {
    const caseId = await open('agent_ada', { type: 'consumer-account', onBehalfOf: 'consumer_carla' });
    const { revision } = await step('consumer_carla', caseId, 'basics');
    await save('agent_ada', caseId, 'basics', { answers: { fullName: 'Carla M.' }, revision });
    const body = { answers: { fullName: 'Carla Mendes', actsForSomeoneElse: false }, revision };
    const refused = await save('consumer_carla', caseId, 'basics', body);
    expect([refused.status, refused.body.code]).toEqual([409, 'step.edit-conflict']);
    expect(refused.body.conflicts).toMatchObject([
      { field: 'fullName', yours: 'Carla Mendes', theirs: 'Carla M.', side: 'staff' },
    ]);
    expect(JSON.stringify(refused.body)).not.toContain('agent_ada');
    const merged = await save('consumer_carla', caseId, 'basics', { answers: { actsForSomeoneElse: false }, revision });
    expect(merged.status).toBe(200);
  });
});

describe('the review', () => {
  test('has exactly the problems that submitting refuses', async () => {
    const caseId = await openConsumer();
    await save('consumer_carla', caseId, 'basics', { answers: { fullName: 'C' } });
    const { body: review } = await world.call('consumer_carla', 'GET /v1/cases/{caseId}/review', { caseId });
    const { materialVersion } = review;
    const submit = await world.call(
      'consumer_carla',
      'POST /v1/cases/{caseId}/submit',
      { caseId },
      { body: { materialVersion } },
    );
    expect(submit.status).toBe(422);
    expect(submit.body.errors).toEqual(review.problems);
    expect(review.problems.length).toBeGreaterThan(3);
  });
});

describe('the decisions of a playbook', () => {
  test('are shown to staff only', async () => {
    const caseId = await open('agent_ada', { type: 'consumer-account', onBehalfOf: 'consumer_carla' });
    const progress = async (who: string) => (await world.call(who, 'GET /v1/cases/{caseId}/progress', { caseId })).body;
    expect(await progress('agent_ada')).toHaveProperty('decisions');
    expect(await progress('consumer_carla')).not.toHaveProperty('decisions');
  });
});
