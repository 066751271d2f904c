import { beforeAll, describe, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { act, underReview } from './case-builder.ts';
import { OF_A_CASE, pathOf } from './routes-under-test.ts';

const scene = runningSystem();
let caseId: string;

const SECRET = 'between us: looks odd';

beforeAll(async () => {
  caseId = await underReview(scene, 'carla', 'sim legal=consider');
  await scene.engine.advance('PT1M');
  await act(scene, 'ada', caseId, 'POST /work-notes', { body: SECRET }, 201);
  await act(scene, 'ada', caseId, 'POST /comments', { body: 'We are nearly there.' }, 201);
  await act(scene, 'ada', caseId, 'POST /checks/legal/adjudicate', { verdict: 'false_positive', note: SECRET });
  await scene.engine.advance('PT0S');
});

const READS = OF_A_CASE.filter(({ method }) => method === 'GET');
const STAFF_READS = ['read_audit', 'read_checks', 'read_work_notes', 'read_tasks'];
const STAFF_ONLY = ['checks', 'offer', 'riskBand', 'needsAttention', 'preApproval', 'verification', 'playbookRuns'];

test('a customer gets a case without the members that are for staff', async () => {
  const path = `/v1/cases/${caseId}?expand=members,documents,checks,proposals,timeline`;
  const { status, body } = await scene.api.send('carla', 'GET', path);
  expect(status).toBe(200);
  expect(Object.keys(body).filter((name) => STAFF_ONLY.includes(name))).toEqual([]);
  expect(body.members).toEqual([]);
  expect(body.documents.length).toBe(3);
});

test('a supervisor sees what customers must not, so that its absence means something', async () => {
  const { body } = await scene.api.send('sue', 'GET', `/v1/cases/${caseId}?expand=checks,timeline`);
  expect(Object.keys(body)).toEqual(
    expect.arrayContaining(['checks', 'needsAttention', 'preApproval', 'verification']),
  );
  expect(JSON.stringify(body.timeline)).toContain(SECRET);
  expect(JSON.stringify(body.checks)).toContain(SECRET);
});

describe.each(READS)('$key', (route) => {
  test('shows a customer neither a note, nor a judgement, nor what a check found', async () => {
    const { status, body } = await scene.api.send('carla', 'GET', pathOf(route, { caseId }));
    const text = JSON.stringify(body);
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/"consider"|false_positive|adjudicat|work_note/);
    if (STAFF_READS.includes(route.spec.access)) expect([status, body.code]).toEqual([403, 'case.forbidden']);
    else expect([200, 404]).toContain(status);
  });
});

test('the timeline of a customer tells that one of us wrote, not who', async () => {
  const { body } = await scene.api.send('carla', 'GET', `/v1/cases/${caseId}/timeline?limit=200`);
  expect(JSON.stringify(body)).not.toContain('agent_ada');
  const comment = body.data.find(({ body: text }: { body?: string }) => text === 'We are nearly there.');
  expect(comment.actor).toEqual({ kind: 'staff' });
});

test('hidden work changes nothing that a customer can see, not even the version', async () => {
  const seen = async () => {
    const { headers, body } = await scene.api.send('carla', 'GET', `/v1/cases/${caseId}?expand=documents,proposals`);
    const timeline = await scene.api.send('carla', 'GET', `/v1/cases/${caseId}/timeline?limit=3`);
    return { etag: headers.get('etag'), body, timeline: timeline.body };
  };
  const before = await seen();
  await act(scene, 'ada', caseId, 'POST /work-notes', { body: 'another one' }, 201);
  await scene.engine.advance('PT0S');
  expect(await seen()).toEqual(before);
});
