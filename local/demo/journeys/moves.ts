import { type AskedFor, proofOf } from '../proof-of.ts';
import type { Expected, Stage } from '../stage.ts';

type Answers = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const SECTIONS = ['summary', 'parties', 'documents', 'checks', 'communications'];

/** Saves a form step and completes it. */
export async function fillStep(stage: Stage, actor: string, stepId: string, answers: Answers): Promise<void> {
  const unmoved = { code: 200, state: 'draft in initiate' };
  await stage.act(actor, `PUT /v1/cases/:case/steps/${stepId}/answers`, unmoved, { answers });
  await stage.act(actor, `POST /v1/cases/:case/steps/${stepId}/complete`, unmoved, {});
}

/** Looks at everything once more and submits it. */
export async function finishIntake(stage: Stage, actor: string, expected: Expected): Promise<void> {
  const review = await stage.act(actor, 'GET /v1/cases/:case/review', { code: 200, state: 'draft in initiate' });
  await stage.act(actor, 'POST /v1/cases/:case/steps/review/complete', { code: 200, state: 'draft in initiate' }, {});
  const { materialVersion } = review.body;
  await stage.act(actor, 'POST /v1/cases/:case/submit', { ...expected, code: 200 }, { materialVersion });
}

/** An agent confirms to have read the case and takes it. */
export async function claimAfterReview(stage: Stage, agent: string, expected: Expected): Promise<void> {
  const { body } = await stage.client.call(agent, 'GET', `/v1/cases/${stage.caseId}`);
  const receipt = { materialVersion: body.materialVersion, sections: SECTIONS };
  await stage.act(agent, 'POST /v1/cases/:case/context-reviews', { code: 201, state: 'new in initiate' }, receipt);
  await stage.act(agent, 'POST /v1/cases/:case/claim', { ...expected, code: 200 }, {});
}

/** Accepts every clean document that waits for a decision. */
export async function acceptDocuments(stage: Stage, agent: string): Promise<void> {
  const { body } = await stage.client.call(agent, 'GET', `/v1/cases/${stage.caseId}/documents`);
  const waiting = body.data.filter(
    (document: { scan: string; status: string }) => document.scan === 'clean' && document.status === 'submitted',
  );
  const checklist = await stage.client.call(agent, 'GET', `/v1/cases/${stage.caseId}/requirements`);
  const requirements: readonly AskedFor[] = checklist.body.data;
  for (const { documentId, requirementId, uploadedAt } of waiting) {
    const asked = requirements.find((one) => one.requirementId === requirementId);
    const proof = asked === undefined ? {} : proofOf(asked, uploadedAt);
    await stage.act(agent, `POST /v1/cases/:case/documents/${documentId}/accept`, { code: 200 }, proof);
  }
}

/** An agent confirms the customer's information and goes on to the documents. */
export async function completePreApproval(
  stage: Stage,
  agent: string,
  partyId: string,
  expected: Expected,
): Promise<void> {
  const { body } = await stage.client.call(agent, 'GET', `/v1/cases/${stage.caseId}`);
  await stage.act(
    agent,
    'POST /v1/cases/:case/pre-approval/complete',
    { ...expected, code: 200 },
    {
      materialVersion: body.materialVersion,
      customerRecord: { kind: 'matched', partyId },
    },
  );
}
