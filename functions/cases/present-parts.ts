import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Applicant, Case, CaseDocument } from '../../shared/domain/case/case.ts';
import type { InfoRequest } from '../../shared/domain/case/info-request.ts';
import type { Proposal } from '../../shared/domain/case/proposal.ts';
import { customerReason } from '../../shared/domain/requirements/customer-reason.ts';

/** Pieces of a case as the API shows them. Staff-only members are left out, never null, for customers. */
export const presentApplicant = (applicant: Applicant) => {
  if (applicant.kind === 'prospect') return { kind: applicant.kind, name: applicant.name };
  return applicant;
};

export function presentDocument(document: CaseDocument, caller: Caller) {
  const { objectKey: _key, objectVersion: _version, sha256: _digest, decidedBy, rejectReason, ...shown } = document;
  if (isStaff(caller)) {
    return {
      ...shown,
      ...(decidedBy !== undefined && { decidedBy }),
      ...(rejectReason !== undefined && { rejectReason }),
    };
  }
  return { ...shown, ...(rejectReason !== undefined && { rejectReason: customerReason(rejectReason) }) };
}

export const presentInfoRequest = (request: InfoRequest) => ({
  number: request.number,
  message: request.message,
  requestedAt: request.requestedAt,
  dueAt: request.dueAt,
  open: request.closedAt === undefined,
  items: request.items.map(({ answeredAt, answeredBy: _by, ...item }) => ({
    ...item,
    answered: answeredAt !== undefined,
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

/** A list that always comes whole. */
export const presentList = <Item>(data: readonly Item[]) => ({ data, nextCursor: null, hasMore: false });
