import { pdf, type SampleFile, sha256Of } from '../../local/demo/files.ts';
import { png } from '../../local/demo/picture.ts';
import { type AskedFor, proofOf } from '../../local/demo/proof-of.ts';
import type { Scene } from '../support/running-system.ts';
import type { Answer, Sending } from '../support/running-system-client.ts';

/** A step of a story: the answer, whose status must be the one that is expected. */
export async function must(
  scene: Scene,
  status: number,
  actor: string,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Answer['body']> {
  const answer = await scene.api.send(actor, method, path, sending);
  if (answer.status === status) return answer.body;
  throw new Error(`${actor}: ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}, not ${status}`);
}

/** A command of somebody who has just looked at the case, when nothing more was about to change it. */
export async function act(scene: Scene, actor: string, caseId: string, call: string, body: unknown = {}, status = 200) {
  const [method = '', path = ''] = call.split(' ');
  await scene.engine.advance('PT0S');
  const seen = await scene.api.send(actor, 'GET', `/v1/cases/${caseId}`);
  const ifMatch = seen.headers.get('etag') ?? '"0"';
  return must(scene, status, actor, method, `/v1/cases/${caseId}${path}`, { body, ifMatch });
}

const STEPS: Readonly<Record<string, object>> = {
  basics: { fullName: 'Carla Mendes', dateOfBirth: '1990-06-15', actsForSomeoneElse: false },
  address: { residentialStreet: '7 Mill Lane', residentialCity: 'Leeds', residentialCountry: 'GB' },
  'account-use': { purpose: 'everyday', expectedMonthlyActivity: '2500_to_10000', sourceOfFunds: ['salary'] },
  declarations: { isPoliticallyExposed: false },
};
const SECTIONS = ['summary', 'parties', 'documents', 'checks', 'communications'];

/** A draft of a consumer's. @param script what the simulated provider will answer, see its script.ts */
export async function draft(scene: Scene, me: string, script = 'mine', type = 'consumer-account'): Promise<string> {
  const opening = { body: { type, channel: 'web' } };
  const { id } = await must(scene, 201, me, 'POST', '/v1/cases', opening);
  const consent = { consentToChecks: true, informationIsTrue: true, customerReference: script };
  for (const [step, values] of Object.entries({ ...STEPS, consent })) {
    await must(scene, 200, me, 'PUT', `/v1/cases/${id}/steps/${step}/answers`, { body: { answers: values } });
    await must(scene, 200, me, 'POST', `/v1/cases/${id}/steps/${step}/complete`, { body: {} });
  }
  return id;
}

export async function submitted(scene: Scene, me: string, script?: string, type?: string): Promise<string> {
  const id = await draft(scene, me, script, type);
  const { materialVersion } = await must(scene, 200, me, 'GET', `/v1/cases/${id}/review`);
  await must(scene, 200, me, 'POST', `/v1/cases/${id}/steps/review/complete`, { body: {} });
  await must(scene, 200, me, 'POST', `/v1/cases/${id}/submit`, { body: { materialVersion } });
  await scene.engine.advance('PT0S');
  return id;
}

const COMPANY_STEPS: Readonly<Record<string, object>> = {
  basics: { legalName: 'Northwind Traders Ltd', registrationNumber: 'NW 204 881', companyType: 'private_limited' },
  addresses: {
    registeredStreet: '1 Quay Street',
    registeredCity: 'Bristol',
    registeredCountry: 'GB',
    tradesAtRegisteredAddress: true,
  },
  'account-use': { purpose: 'trade', expectedMonthlyActivity: '25000_to_250000', sourceOfFunds: ['sales'] },
  declarations: { hasPoliticallyExposedPerson: false },
  consent: { consentToChecks: true, informationIsTrue: true },
};
const COMPANY_PEOPLE = [
  { role: 'director', name: 'Nina Falk', dateOfBirth: '1979-04-12', country: 'GB', personId: 'contact_nina' },
  { role: 'owner', name: 'Ingrid Falk', dateOfBirth: '1951-01-30', country: 'GB', ownershipPercent: 60 },
  { role: 'signatory', name: 'Omar Haddad', dateOfBirth: '1984-10-02', country: 'GB', personId: 'contact_omar' },
];

/** A company's case that Nina has submitted and Ada has taken; it needs the approval of a supervisor. */
export async function companyClaimed(scene: Scene): Promise<string> {
  const opening = { body: { type: 'company-account', channel: 'web' } };
  const { id } = await must(scene, 201, 'nina', 'POST', '/v1/cases', opening);
  for (const member of COMPANY_PEOPLE) await act(scene, 'nina', id, 'POST /members', member, 201);
  const extra = await act(scene, 'nina', id, 'POST /members', { ...COMPANY_PEOPLE[0], personId: undefined }, 201);
  await act(scene, 'nina', id, `PATCH /members/${extra.memberId}`, { name: 'Right Person' });
  await act(scene, 'nina', id, `DELETE /members/${extra.memberId}`);
  for (const [step, values] of Object.entries(COMPANY_STEPS)) {
    await act(scene, 'nina', id, `PUT /steps/${step}/answers`, { answers: values });
    await act(scene, 'nina', id, `POST /steps/${step}/complete`);
  }
  await act(scene, 'nina', id, 'POST /steps/people/complete');
  await act(scene, 'nina', id, 'POST /steps/review/complete');
  const { materialVersion } = await must(scene, 200, 'nina', 'GET', `/v1/cases/${id}/review`);
  await act(scene, 'nina', id, 'POST /submit', { materialVersion });
  await reviewContext(scene, 'ada', id);
  await act(scene, 'ada', id, 'POST /claim');
  await scene.engine.advance('PT0S');
  return id;
}

/** Open in pre-approval, and Ada's. */
export async function claimed(scene: Scene, me: string, script?: string, type?: string): Promise<string> {
  const id = await submitted(scene, me, script, type);
  await reviewContext(scene, 'ada', id);
  await act(scene, 'ada', id, 'POST /claim');
  await scene.engine.advance('PT0S');
  return id;
}

export async function reviewContext(scene: Scene, agent: string, id: string): Promise<void> {
  const { materialVersion } = await must(scene, 200, agent, 'GET', `/v1/cases/${id}`);
  await act(scene, agent, id, 'POST /context-reviews', { materialVersion, sections: SECTIONS }, 201);
}

/** Open in data capture, Ada's. */
export async function capturing(scene: Scene, me: string, script?: string, type?: string): Promise<string> {
  const id = await claimed(scene, me, script, type);
  const { materialVersion } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}`);
  const customerRecord = { kind: 'matched', partyId: `consumer_${me}` };
  await act(scene, 'ada', id, 'POST /pre-approval/complete', { materialVersion, customerRecord });
  await scene.engine.advance('PT0S');
  return id;
}

/** Open in data capture, with every document accepted. */
export async function proven(scene: Scene, me: string, script?: string): Promise<string> {
  const id = await capturing(scene, me, script);
  const files = { 'photo-id': pdf('passport'), selfie: png('selfie'), 'proof-of-address': pdf('utility bill') };
  for (const [requirementId, file] of Object.entries(files)) await prove(scene, me, id, requirementId, file);
  return id;
}

/** A document that is uploaded, scanned and accepted. @returns its id */
export async function prove(scene: Scene, me: string, id: string, requirementId: string, file: SampleFile) {
  const { document, upload } = await announce(scene, me, id, file, requirementId);
  await sendForm(upload, file);
  await scene.engine.advance('PT0S');
  await accept(scene, id, document);
  return document.documentId as string;
}

/** Ada finds that the document is what its requirement asks for. */
export async function accept(
  scene: Scene,
  id: string,
  { documentId, requirementId, uploadedAt }: Answer['body'],
  more: object = {},
) {
  const { data } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}/requirements`);
  const asked: AskedFor = data.find((one: AskedFor) => one.requirementId === requirementId);
  return act(scene, 'ada', id, `POST /documents/${documentId}/accept`, { ...proofOf(asked, uploadedAt), ...more });
}

export const announce = (scene: Scene, me: string, id: string, file: SampleFile, requirementId?: string) => {
  const { fileName, mediaType, bytes } = file;
  const announced = { fileName, mediaType, sizeBytes: bytes.length, sha256: sha256Of(file) };
  const body = { ...announced, ...(requirementId !== undefined && { requirementId }) };
  return must(scene, 201, me, 'POST', `/v1/cases/${id}/documents`, { body });
};

/** @returns status of the object store */
export async function sendForm(upload: { url: string; fields: Record<string, string> }, file: SampleFile) {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.fileName);
  const response = await fetch(upload.url, { method: 'POST', body: form });
  await response.arrayBuffer();
  return response.status;
}

/** Under review, with the provider asked; it has not answered yet. */
export async function underReview(scene: Scene, me: string, script?: string): Promise<string> {
  const id = await proven(scene, me, script);
  await act(scene, 'ada', id, 'POST /submit-for-review');
  await scene.engine.advance('PT0S');
  return id;
}

/** Proposed to the customer; every check was clear. */
export async function proposed(scene: Scene, me: string): Promise<string> {
  const id = await underReview(scene, me);
  await scene.engine.advance('PT1M');
  const terms = { accountType: 'current', monthlyFee: 3, debitCard: true };
  await act(scene, 'ada', id, 'POST /proposals', { resolutionCode: 'open_account', notes: 'An account.', terms }, 201);
  await scene.engine.advance('PT0S');
  return id;
}
