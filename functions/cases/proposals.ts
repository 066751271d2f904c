import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { rejectProposal } from '../../shared/domain/case/reject-proposal.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import { command, query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import type { View } from './present-case.ts';
import { presentProposal, presentProposals } from './present-parts.ts';

type Routes =
  | 'GET /v1/cases/{caseId}/proposals'
  | 'POST /v1/cases/{caseId}/proposals'
  | 'GET /v1/cases/{caseId}/proposals/{proposalNumber}'
  | 'POST /v1/cases/{caseId}/proposals/{proposalNumber}/accept'
  | 'POST /v1/cases/{caseId}/proposals/{proposalNumber}/reject';

/** What we propose, and what the customer says to it. */
export const proposalHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases/{caseId}/proposals': query(deps, 'read_case', ({ case_, caller }) => ({
    body: wholeList(presentProposals(case_)),
    version: versionFor(case_, caller),
  })),
  'GET /v1/cases/{caseId}/proposals/{proposalNumber}': query(deps, 'read_case', (view, { params }) =>
    replyWithProposal(view, params.proposalNumber),
  ),
  'POST /v1/cases/{caseId}/proposals': command(deps, 'propose', (case_, { body }, s) => makeProposal(case_, body, s), {
    created: (_before, after) => after.proposals.at(-1)?.number.toString(),
    reply: (view, _incoming, createdId) => replyWithProposal(view, Number(createdId)),
  }),
  'POST /v1/cases/{caseId}/proposals/{proposalNumber}/accept': command(
    deps,
    'accept_proposal',
    (case_, { params }, s) => acceptProposal(case_, { number: params.proposalNumber }, s),
  ),
  'POST /v1/cases/{caseId}/proposals/{proposalNumber}/reject': command(
    deps,
    'reject_proposal',
    (case_, { params, body }, s) => rejectProposal(case_, { number: params.proposalNumber, ...body }, s),
  ),
});

function replyWithProposal({ case_, caller }: View, number: number): Reply {
  const proposal = case_.proposals.find((one) => one.number === number);
  if (proposal === undefined) throw new CaseNotFound();
  const before = case_.proposals.find((one) => one.number === number - 1);
  return { body: presentProposal(proposal, before), version: versionFor(case_, caller) };
}
