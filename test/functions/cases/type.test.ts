import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CasesWorld, casesWorld } from './cases-world.ts';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
});
afterAll(() => world.stop());

const CHANGE = 'POST /v1/cases/{caseId}/change-type';
const ADDRESS = {
  registeredStreet: '1 Quay Street',
  registeredCity: 'Bristol',
  registeredPostcode: 'BS1 4AA',
  registeredCountry: 'GB',
};

async function companyDraft(): Promise<string> {
  const body = {
    type: 'company-account',
    channel: 'web',
    answers: { legalName: 'Northwind', companyType: 'private_limited', ...ADDRESS },
  };
  const { body: case_ } = await world.call('contact_nina', 'POST /v1/cases', {}, { body });
  const member = { role: 'signatory', name: 'Oskar Hadden', dateOfBirth: '1984-10-02', country: 'GB' };
  await world.call('contact_nina', 'POST /v1/cases/{caseId}/members', { caseId: case_.id }, { body: member });
  return case_.id;
}

const change = (who: string, caseId: string, type: string, headers: Record<string, string> = {}) =>
  world.call(who, CHANGE, { caseId }, { body: { type }, headers });
const read = async (caseId: string) => (await world.call('contact_nina', 'GET /v1/cases/{caseId}', { caseId })).body;
/** What a step holds, by field. */
async function valuesOf(caseId: string, stepId: string): Promise<Record<string, unknown>> {
  const { body } = await world.call('contact_nina', 'GET /v1/cases/{caseId}/steps/{stepId}', { caseId, stepId });
  return Object.fromEntries(body.fields.map((field: { id: string; value?: unknown }) => [field.id, field.value]));
}

test('a draft becomes another kind of application: its steps, its checklist, and what still serves', async () => {
  const caseId = await companyDraft();
  const { status, body } = await change('contact_nina', caseId, 'partnership-account');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    type: 'partnership-account',
    playbook: { id: 'partnership-account', version: 1 },
    status: 'draft',
  });
  expect(body.requirements.eventuallyDue.map((one: { requirementId: string }) => one.requirementId)).toContain(
    'agreement',
  );
  expect(await valuesOf(caseId, 'place')).toMatchObject({ placeStreet: '1 Quay Street', placeCountry: 'GB' });
  expect(body.setAside).toEqual([
    {
      what: 'answer',
      playbook: { id: 'company-account', version: 1 },
      fieldId: 'companyType',
      value: 'private_limited',
    },
  ]);
});

test('what was set aside comes back with the type', async () => {
  const caseId = await companyDraft();
  const before = await read(caseId);
  await change('contact_nina', caseId, 'partnership-account');
  const { body } = await change('contact_nina', caseId, 'company-account');
  expect(body).toMatchObject({ type: 'company-account', requirements: before.requirements });
  expect(body.setAside).toBeUndefined();
  expect(await valuesOf(caseId, 'basics')).toMatchObject({
    legalName: 'Northwind',
    companyType: 'private_limited',
  });
});

test('a repetition changes nothing, and says so', async () => {
  const caseId = await companyDraft();
  const key = { 'idempotency-key': 'change-once' };
  const first = await change('contact_nina', caseId, 'trust-account', key);
  const second = await change('contact_nina', caseId, 'trust-account', key);
  expect([second.status, second.headers['idempotency-replayed'], second.headers['etag']]).toEqual([
    200,
    'true',
    first.headers['etag'],
  ]);
  const { etag } = (await change('contact_nina', caseId, 'trust-account')).headers;
  expect(etag).toBe(first.headers['etag']);
});

test.each([
  ['consumer-account', 422, 'input.invalid'],
  ['no-such-account', 422, 'playbook.unknown'],
])('it does not become a %s', async (type, status, code) => {
  const reply = await change('contact_nina', await companyDraft(), type);
  expect([reply.status, reply.body.code]).toEqual([status, code]);
});

test('staff say which version they saw, and who cannot write the draft cannot change it', async () => {
  const caseId = await companyDraft();
  expect((await change('supervisor_sue', caseId, 'trust-account')).status).toBe(428);
  expect((await change('supervisor_sue', caseId, 'trust-account', { 'if-match': '"99"' })).status).toBe(412);
  expect((await change('consumer_carla', caseId, 'trust-account')).status).toBe(404);
  expect((await change('compliance_cleo', caseId, 'trust-account')).status).toBe(403);
  expect((await read(caseId)).type).toBe('company-account');
});
