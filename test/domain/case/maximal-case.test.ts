import { describe, expect, it } from 'vitest';
import type { Case, CaseDocument, Member } from '../../../shared/domain/case/case.ts';
import type { InfoRequest } from '../../../shared/domain/case/info-request.ts';
import type { Proposal } from '../../../shared/domain/case/proposal.ts';
import { DomainError } from '../../../shared/domain/errors.ts';
import { AT } from '../../support/a-case.ts';
import { CASES_BY_STATE, type CaseState, type Step } from '../../support/cases-by-state.ts';
import { COMMANDS } from '../../support/every-command.ts';

const many = <Element>(length: number, make: (index: number) => Element): readonly Element[] =>
  Array.from({ length }, (_, index) => make(index));
const owner = (index: number): Member => ({
  memberId: `member_many_${index}`,
  role: 'owner',
  name: 'O'.repeat(100),
  addedAt: AT,
  addedBy: 'contact_ada',
});
const stopped = (index: number): CaseDocument => ({
  documentId: `doc_many_${index}`,
  requirementId: 'registration',
  fileName: 'x.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  sha256: 'x',
  objectKey: 'k',
  scan: 'clean',
  status: 'rejected',
  uploadedBy: 'contact_ada',
  channel: 'web',
  uploadedAt: '2026-03-01T09:00:00.000Z',
});
const answered = (index: number): InfoRequest => ({
  number: index + 100,
  items: [],
  message: 'm',
  requestedBy: 'agent_bo',
  requestedAt: AT,
  dueAt: AT,
  priorStatus: 'open',
  remindersSent: 0,
  closedAt: AT,
  closedAs: 'answered',
});
const lapsed = (index: number): Proposal => ({
  number: index + 100,
  resolutionCode: 'offer_account',
  notes: 'n',
  terms: {},
  termsDigest: 'd',
  status: 'lapsed',
  proposedBy: 'agent_bo',
  proposedAt: AT,
  expiresAt: AT,
});

/** As large as the caps let a case become, one place of each kind left free. */
function enlarged(case_: Case): Case {
  return {
    ...case_,
    members: [...case_.members, ...many(99 - case_.members.length, owner)],
    documents: [...many(299 - case_.documents.length, stopped), ...case_.documents],
    infoRequests: [...many(49 - case_.infoRequests.length, answered), ...case_.infoRequests],
    proposals: [...many(49 - case_.proposals.length, lapsed), ...case_.proposals],
  };
}

const CHILDREN = [
  'answers',
  'members',
  'documents',
  'requirementDecisions',
  'checks',
  'infoRequests',
  'proposals',
  'timers',
] as const;

/** Children that the store has to write or delete: those that are not the same objects as before. */
function changedChildren(before: Case, after: Case): number {
  return CHILDREN.reduce((sum, kind) => {
    const [old, now]: readonly (readonly unknown[])[] = [before[kind], after[kind]];
    const kept = new Set<unknown>(old);
    const put = now?.filter((child) => !kept.has(child)).length ?? 0;
    return sum + put + Math.max((old?.length ?? 0) + put - (now?.length ?? 0), 0);
  }, 0);
}

function attempt(command: Step, case_: Case): Case {
  try {
    return command(case_).case;
  } catch (error) {
    if (error instanceof DomainError) return case_;
    throw error;
  }
}

const states = Object.keys(CASES_BY_STATE) as readonly CaseState[];

describe('on the largest case', () => {
  it.each(Object.entries(COMMANDS))('%s changes few enough items for one transaction', (_, command) => {
    for (const state of states) {
      const case_ = enlarged(CASES_BY_STATE[state]());
      expect(changedChildren(case_, attempt(command, case_))).toBeLessThanOrEqual(10);
    }
  });

  it('counts what a command touches', () => {
    const case_ = enlarged(CASES_BY_STATE.draft());
    expect(changedChildren(case_, attempt(COMMANDS.add_member, case_))).toBe(1);
    expect(changedChildren(case_, attempt(COMMANDS.remove_member, case_))).toBe(1);
    expect(changedChildren(case_, attempt(COMMANDS.upload_document, case_))).toBe(1);
  });
});
