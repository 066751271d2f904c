import { applicationSnapshot } from '../../shared/domain/case/application-snapshot.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import { discardDraft } from '../../shared/domain/case/discard-draft.ts';
import { handOver } from '../../shared/domain/case/hand-over.ts';
import { revisitStep } from '../../shared/domain/case/revisit-step.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import { stepStates } from '../../shared/domain/playbook/step-states.ts';
import { owed } from '../../shared/domain/requirements/owed.ts';
import { viewerOf } from '../../shared/domain/requirements/viewer.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Incoming, Reply } from '../../shared/http/incoming.ts';
import { presentDocuments } from '../../shared/http/present-document.ts';
import { command, query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import type { View } from './present-case.ts';
import { presentStep, stepsInRun } from './present-step.ts';

type Routes =
  | 'GET /v1/cases/{caseId}/steps/{stepId}'
  | 'PUT /v1/cases/{caseId}/steps/{stepId}/answers'
  | 'POST /v1/cases/{caseId}/steps/{stepId}/complete'
  | 'POST /v1/cases/{caseId}/steps/{stepId}/revisit'
  | 'GET /v1/cases/{caseId}/review'
  | 'POST /v1/cases/{caseId}/submit'
  | 'DELETE /v1/cases/{caseId}'
  | 'POST /v1/cases/{caseId}/hand-over';

/** Named because its reply is shared with other routes, whose bodies are empty. */
type SaveRoute = 'PUT /v1/cases/{caseId}/steps/{stepId}/answers';

/** The guided part, up to submission. */
export const intakeHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases/{caseId}/steps/{stepId}': query(deps, 'read_case', replyWithStep),
  'PUT /v1/cases/{caseId}/steps/{stepId}/answers': command<SaveRoute>(
    deps,
    'save_answers',
    (case_, { params, body }, s) => saveAnswers(case_, { stepId: params.stepId, ...body }, s),
    { reply: replyWithStep },
  ),
  'POST /v1/cases/{caseId}/steps/{stepId}/complete': command(
    deps,
    'complete_step',
    (case_, { params }, s) => completeStep(case_, params, s),
    { reply: replyWithStep },
  ),
  'POST /v1/cases/{caseId}/steps/{stepId}/revisit': command(
    deps,
    'revisit_step',
    (case_, { params }, s) => revisitStep(case_, params, s),
    { reply: replyWithStep },
  ),
  'GET /v1/cases/{caseId}/review': query(deps, 'read_case', replyWithReview),
  'POST /v1/cases/{caseId}/submit': command(deps, 'submit', (case_, { body }, s) => submitCase(case_, body, s), {
    snapshot: applicationSnapshot,
  }),
  'DELETE /v1/cases/{caseId}': command(deps, 'discard_draft', (case_, _incoming, s) => discardDraft(case_, {}, s)),
  'POST /v1/cases/{caseId}/hand-over': command(
    deps,
    'hand_over',
    (case_, { body }, s) => handOver(case_, { to: body.to }, s),
    { text: ({ body }) => body.message },
  ),
});

function replyWithStep(view: View, incoming: Incoming<Extract<Routes, `${string}{stepId}${string}`>>): Reply {
  return { body: presentStep(view, incoming.params.stepId), version: versionFor(view.case_, view.caller) };
}

/** Everything in one payload, with every problem that submission would refuse. */
function replyWithReview(view: View): Reply {
  const { case_, caller, playbook, at } = view;
  const reviewed = { ...case_, reviewedMaterialVersion: case_.materialVersion };
  return {
    body: {
      materialVersion: case_.materialVersion,
      steps: stepsInRun(case_, playbook).map((stepId) => presentStep(view, stepId)),
      members: case_.members,
      documents: presentDocuments(view),
      requirements: owed(case_, playbook, at, viewerOf(caller, case_)),
      problems: stepStates(reviewed, playbook).flatMap((step) => step.missing),
    },
    version: versionFor(case_, caller),
  };
}
