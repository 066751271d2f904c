import { acceptOffer } from '../../shared/domain/case/accept-offer.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { declineOffer } from '../../shared/domain/case/decline-offer.ts';
import { offerCase } from '../../shared/domain/case/offer-case.ts';
import { currentReceipt, reviewContext } from '../../shared/domain/case/review-context.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { command } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';

type Routes =
  | 'POST /v1/cases/{caseId}/context-reviews'
  | 'POST /v1/cases/{caseId}/offer'
  | 'POST /v1/cases/{caseId}/accept-offer'
  | 'POST /v1/cases/{caseId}/decline-offer'
  | 'POST /v1/cases/{caseId}/claim';

/** Who works on a case. */
export const assignmentHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'POST /v1/cases/{caseId}/context-reviews': command(
    deps,
    'review_context',
    (case_, { body }, surroundings) => reviewContext(case_, body, surroundings),
    {
      reply: ({ case_, caller }) => ({
        body: currentReceipt(case_, caller.personId),
        version: versionFor(case_, caller),
      }),
    },
  ),
  'POST /v1/cases/{caseId}/offer': async (incoming) => {
    const { assignee } = incoming.body;
    const agent = assignee === undefined ? undefined : await deps.parties.profile(assignee);
    const offer = command<'POST /v1/cases/{caseId}/offer'>(deps, 'offer', (case_, { body }, surroundings) =>
      offerCase(case_, { ...body, assigneeGroups: agent?.groups ?? [] }, surroundings),
    );
    return offer(incoming);
  },
  'POST /v1/cases/{caseId}/accept-offer': command(deps, 'accept_offer', (case_, _incoming, surroundings) =>
    acceptOffer(case_, {}, surroundings),
  ),
  'POST /v1/cases/{caseId}/decline-offer': command(
    deps,
    'decline_offer',
    (case_, { body }, surroundings) => declineOffer(case_, body, surroundings),
    { text: ({ body }) => body.reason },
  ),
  'POST /v1/cases/{caseId}/claim': command(deps, 'claim', (case_, _incoming, surroundings) =>
    claimCase(case_, {}, surroundings),
  ),
});
