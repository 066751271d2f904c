import type { Applicant, Case } from '../../shared/domain/case/case.ts';
import type { InfoRequest } from '../../shared/domain/case/info-request.ts';
import type { Proposal } from '../../shared/domain/case/proposal.ts';
import { isItemVisible } from '../../shared/domain/requirements/count-owed.ts';
import { viewerOf } from '../../shared/domain/requirements/viewer.ts';
import type { View } from './present-case.ts';

/** Pieces of a case as the API shows them. Staff-only members are left out, never null, for customers. */
export const presentApplicant = (applicant: Applicant) => {
  if (applicant.kind === 'prospect') return { kind: applicant.kind, name: applicant.name };
  return applicant;
};

/** A question about a document of which the caller must not know is not shown to them. */
export const presentInfoRequest = (request: InfoRequest, { case_, caller, playbook }: View) => ({
  number: request.number,
  message: request.message,
  requestedAt: request.requestedAt,
  dueAt: request.dueAt,
  open: request.closedAt === undefined,
  items: request.items
    .filter((item) => isItemVisible(item, case_, playbook, viewerOf(caller, case_)))
    .map(({ answeredAt, answeredBy: _by, dropped, ...item }) => ({
      ...item,
      answered: answeredAt !== undefined,
      ...(dropped !== undefined && { dropped: true }),
    })),
});

/** A proposal with what changed since the one before it. */
export function presentProposal(proposal: Proposal, before: Proposal | undefined) {
  const { termsDigest: _digest, proposedBy: _by, decidedBy: _decider, remindedAt: _reminded, ...shown } = proposal;
  return { ...shown, changes: before === undefined ? [] : termChanges(before, proposal) };
}

const termChanges = (before: Proposal, after: Proposal) =>
  [...new Set([...Object.keys(before.terms), ...Object.keys(after.terms)])]
    .map((term) => ({ term, from: before.terms[term] ?? null, to: after.terms[term] ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));

export const presentProposals = (case_: Pick<Case, 'proposals'>) =>
  case_.proposals.map((proposal, index) => presentProposal(proposal, case_.proposals[index - 1]));
