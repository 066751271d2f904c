import { answerInfo } from '../../shared/domain/case/answer-info.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import { dropInfoItem } from '../../shared/domain/case/drop-info-item.ts';
import { receiveInfo } from '../../shared/domain/case/receive-info.ts';
import { reopenCase } from '../../shared/domain/case/reopen-case.ts';
import { requestInfo } from '../../shared/domain/case/request-info.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import { ReviewOutdated } from '../../shared/domain/errors.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { command } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import { knownPersonCheck } from './known-person.ts';

type Routes =
  | 'POST /v1/cases/{caseId}/pre-approval/decision'
  | 'POST /v1/cases/{caseId}/pre-approval/complete'
  | 'POST /v1/cases/{caseId}/request-info'
  | 'POST /v1/cases/{caseId}/info-requests/{infoRequestNumber}/answers'
  | 'POST /v1/cases/{caseId}/info-requests/{infoRequestNumber}/items/{itemId}/drop'
  | 'POST /v1/cases/{caseId}/info-received'
  | 'POST /v1/cases/{caseId}/submit-for-review'
  | 'POST /v1/cases/{caseId}/review-complete'
  | 'POST /v1/cases/{caseId}/close'
  | 'POST /v1/cases/{caseId}/withdraw'
  | 'POST /v1/cases/{caseId}/reopen';

export const stageHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'POST /v1/cases/{caseId}/pre-approval/decision': command(deps, 'decide_pre_approval', (case_, { body }, s) =>
    decidePreApproval(case_, { approval: body.decision, reason: body.reason }, s),
  ),
  'POST /v1/cases/{caseId}/pre-approval/complete': async (incoming) => {
    const { partyId } = incoming.body.customerRecord;
    const check = await knownPersonCheck(deps.parties, incoming.caller, partyId, '/customerRecord/partyId');
    return completion(deps, check)(incoming);
  },
  'POST /v1/cases/{caseId}/request-info': command(deps, 'request_info', (case_, { body }, s) =>
    requestInfo(case_, body, s),
  ),
  'POST /v1/cases/{caseId}/info-requests/{infoRequestNumber}/answers': command(
    deps,
    'answer_info',
    (case_, { body, params }, s) => answerInfo(case_, { number: params.infoRequestNumber, answers: body.answers }, s),
  ),
  'POST /v1/cases/{caseId}/info-requests/{infoRequestNumber}/items/{itemId}/drop': command(
    deps,
    'drop_info_item',
    (case_, { body, params: { infoRequestNumber: number, itemId } }, s) =>
      dropInfoItem(case_, { number, itemId, ...body }, s),
  ),
  'POST /v1/cases/{caseId}/info-received': command(
    deps,
    'info_received',
    (case_, { body }, s) => receiveInfo(case_, { channel: body.channel }, s),
    { text: ({ body }) => body.note },
  ),
  'POST /v1/cases/{caseId}/submit-for-review': command(deps, 'submit_for_review', (case_, _incoming, s) =>
    submitForReview(case_, {}, s),
  ),
  'POST /v1/cases/{caseId}/review-complete': command(deps, 'complete_review', (case_, { body }, s) =>
    completeReview(case_, { riskBand: body.riskBand }, s),
  ),
  'POST /v1/cases/{caseId}/close': command(deps, 'close', (case_, { body }, s) => closeCase(case_, body, s)),
  'POST /v1/cases/{caseId}/withdraw': command(deps, 'withdraw', (case_, { body }, s) =>
    withdrawCase(case_, { reason: body.reason }, s),
  ),
  'POST /v1/cases/{caseId}/reopen': command(deps, 'reopen', (case_, { body }, s) => reopenCase(case_, body, s), {
    text: ({ body }) => body.reason,
  }),
});

const completion = (deps: CasesDeps, requireKnownPerson: () => void) =>
  command<'POST /v1/cases/{caseId}/pre-approval/complete'>(deps, 'complete_pre_approval', (case_, { body }, s) => {
    const { customerRecord, materialVersion } = body;
    const decision = completePreApproval(case_, { customerConfirmed: true, customerRecord }, s);
    requireCurrent(case_, materialVersion);
    requireKnownPerson();
    return decision;
  });

/** What the agent confirms has to be what the case says. */
function requireCurrent(case_: Case, materialVersion: number): void {
  if (case_.materialVersion !== materialVersion) throw new ReviewOutdated(case_.materialVersion);
}
