import { expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, must, reviewContext, submitted } from './case-builder.ts';

const scene = runningSystem();
const look = (id: string) => must(scene, 200, 'sue', 'GET', `/v1/cases/${id}`);

test('of two agents who take a case at the same time exactly one gets it', async () => {
  const id = await submitted(scene, 'carla');
  const agents = ['ada', 'sue'];
  for (const agent of agents) await reviewContext(scene, agent, id);
  const { version } = await look(id);
  const claim = (agent: string) =>
    scene.api.send(agent, 'POST', `/v1/cases/${id}/claim`, { body: {}, ifMatch: `"${version}"` });
  const answers = await Promise.all(agents.map(claim));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses[0]).toBe(200);
  expect([409, 412]).toContain(statuses[1]);
  const winner = agents[answers.findIndex(({ status }) => status === 200)];
  expect((await look(id)).assignee).toMatch(new RegExp(`_${winner}$`));
  const late = await act(scene, winner === 'ada' ? 'sue' : 'ada', id, 'POST /claim', {}, 409);
  expect(late.code).toBe('case.already-claimed');
});

test('who has not read the case as it stands does not get it', async () => {
  const id = await submitted(scene, 'carla');
  expect((await act(scene, 'ada', id, 'POST /claim', {}, 409)).code).toBe('case.context-review-required');
  expect((await act(scene, 'ben', id, 'POST /claim', {}, 404)).code).toBe('case.not-found');
  expect((await look(id)).assignee).toBeNull();
});

test('an offer is for one agent, who declines it or lets it expire; then the case waits for everybody again', async () => {
  const id = await submitted(scene, 'carla');
  await act(scene, 'sue', id, 'POST /offer', { assignee: 'agent_ada', reason: 'You know this.' });
  await reviewContext(scene, 'sue', id);
  expect((await act(scene, 'sue', id, 'POST /claim', {}, 409)).code).toBe('case.already-claimed');
  expect((await act(scene, 'sue', id, 'POST /accept-offer', {}, 403)).code).toBe('case.forbidden');
  await act(scene, 'ada', id, 'POST /decline-offer', { reason: 'On leave.' });
  expect((await look(id)).offer).toBeUndefined();

  await act(scene, 'sue', id, 'POST /offer', { assignee: 'agent_ada' });
  await scene.engine.advance('PT7H');
  expect((await look(id)).offer).toMatchObject({ assignee: 'agent_ada' });
  await scene.engine.advance('PT2H');
  expect((await look(id)).offer).toBeUndefined();
  await reviewContext(scene, 'ada', id);
  expect((await act(scene, 'ada', id, 'POST /accept-offer', {}, 403)).code).toBe('case.forbidden');
  expect(await act(scene, 'ada', id, 'POST /claim')).toMatchObject({ status: 'open', assignee: 'agent_ada' });
});

test('a case is offered to nobody outside of its group', async () => {
  const id = await submitted(scene, 'carla');
  for (const assignee of ['agent_ben', 'agent_nobody', 'consumer_luis']) {
    const refusal = await act(scene, 'sue', id, 'POST /offer', { assignee }, 422);
    expect(refusal.code, assignee).toBe('case.assignee-not-in-group');
  }
});
