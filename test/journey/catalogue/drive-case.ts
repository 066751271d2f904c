import { pdf } from '../../../local/demo/files.ts';
import { png } from '../../../local/demo/picture.ts';
import type { Scene } from '../../support/running-system.ts';
import { accept, act, announce, must, reviewContext, sendForm } from '../case-builder.ts';
import type { Line, StepInput, Story } from './story.ts';

type Row = readonly [definitionId: string, label: string, oneOf: string, owed: string, copies: number, status: string];

/** A draft with every step filled in, as its customer does it; documents and review are still to come. */
export async function fillIntake(scene: Scene, { type, me, steps }: Story): Promise<string> {
  const { id } = await must(scene, 201, me, 'POST', '/v1/cases', { body: { type, channel: 'web' } });
  for (const [stepId, input] of steps) await fillStep(scene, me, id, stepId, input);
  return id;
}

async function fillStep(scene: Scene, me: string, id: string, stepId: string, input: StepInput): Promise<void> {
  const path = `/v1/cases/${id}`;
  if (isPeople(input)) {
    for (const person of input) await must(scene, 201, me, 'POST', `${path}/members`, { body: person });
  } else {
    const answers = await withMemberIds(scene, me, id, input);
    await must(scene, 200, me, 'PUT', `${path}/steps/${stepId}/answers`, { body: { answers } });
  }
  await must(scene, 200, me, 'POST', `${path}/steps/${stepId}/complete`, { body: {} });
}

const isPeople = (input: StepInput): input is Extract<StepInput, readonly unknown[]> => Array.isArray(input);

type Answers = Exclude<StepInput, readonly unknown[]>;

/** Members have their ids only from the case. */
async function withMemberIds(scene: Scene, me: string, id: string, answers: Answers) {
  const sent = new Map<string, unknown>(Object.entries(answers));
  for (const [fieldId, value] of Object.entries(answers)) {
    if (typeof value !== 'object' || !('memberCalled' in value)) continue;
    const { data } = await must(scene, 200, me, 'GET', `/v1/cases/${id}/members`);
    const member = data.find(({ name }: { name: string }) => name === value.memberCalled);
    sent.set(fieldId, member.memberId);
  }
  return Object.fromEntries(sent);
}

/** The checklist as the customer reads it, in its order. */
export async function checklistOf(scene: Scene, me: string, id: string): Promise<readonly Row[]> {
  const { data } = await must(scene, 200, me, 'GET', `/v1/cases/${id}/requirements`);
  return data.map((one: Listed) => [
    one.definitionId,
    one.label,
    one.oneOf.join(' | '),
    one.mandatory ? 'mandatory' : 'optional',
    one.copies.needed,
    one.status,
  ]);
}

interface Listed {
  readonly requirementId: string;
  readonly definitionId: string;
  readonly label: string;
  readonly oneOf: readonly string[];
  readonly mandatory: boolean;
  readonly copies: { readonly needed: number };
  readonly status: string;
}

/** Uploads what the story calls mandatory, then submits. */
export async function sendEverything(scene: Scene, { me, checklist }: Story, id: string): Promise<void> {
  const { data } = await must(scene, 200, me, 'GET', `/v1/cases/${id}/requirements`);
  for (const line of checklist.filter(([, , , owed]) => owed === 'mandatory')) {
    const [definitionId, label] = line;
    const asked = data.find((one: Listed) => one.definitionId === definitionId && one.label === label);
    await uploadCopies(scene, me, id, asked.requirementId, line);
  }
  // Scans that lost against each other come again within minutes.
  await scene.engine.advance('PT5M');
  await must(scene, 200, me, 'POST', `/v1/cases/${id}/steps/documents/complete`, { body: {} });
  await must(scene, 200, me, 'POST', `/v1/cases/${id}/steps/review/complete`, { body: {} });
  const { materialVersion } = await must(scene, 200, me, 'GET', `/v1/cases/${id}/review`);
  await must(scene, 200, me, 'POST', `/v1/cases/${id}/submit`, { body: { materialVersion } });
}

async function uploadCopies(scene: Scene, me: string, id: string, requirementId: string, line: Line): Promise<void> {
  const [definitionId, , , , copies = 1] = line;
  for (let copy = 1; copy <= copies; copy++) {
    const file = definitionId === 'selfie' ? png('selfie') : pdf(`${definitionId} ${copy}`);
    const { upload } = await announce(scene, me, id, file, requirementId);
    const stored = await sendForm(upload, file);
    if (stored !== 204) throw new Error(`the object store answered ${stored}`);
  }
}

/** Ada takes the case through pre-approval and the documents, until the checks are running. */
export async function bringUnderReview(
  scene: Scene,
  { party, needsApproval, tasks }: Story,
  id: string,
): Promise<void> {
  await reviewContext(scene, 'ada', id);
  await act(scene, 'ada', id, 'POST /claim');
  const approval = { decision: 'approved', reason: 'a known customer of a known kind' };
  if (needsApproval) await act(scene, 'sue', id, 'POST /pre-approval/decision', approval);
  const { materialVersion } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}`);
  const customerRecord = { kind: 'matched', partyId: party };
  await act(scene, 'ada', id, 'POST /pre-approval/complete', { materialVersion, customerRecord });
  const { data } = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}/documents`);
  for (const document of data) await accept(scene, id, document);
  for (const taskId of tasks) await act(scene, 'ada', id, `POST /tasks/${taskId}/complete`);
  await act(scene, 'ada', id, 'POST /submit-for-review');
}
