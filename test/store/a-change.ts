import { randomBytes } from 'node:crypto';
import type { Case } from '../../shared/domain/case/case.ts';
import type { CaseChange } from '../../shared/store/ports.ts';
import { AT, aCaller, aCase } from '../support/a-case.ts';

/** The first change of a case: it did not exist before. */
export function aCreation(overrides: Partial<CaseChange> = {}, case_: Partial<Case> = {}): CaseChange {
  return {
    before: undefined,
    after: aCase(case_),
    facts: [{ type: 'case.created', playbook: 'test-account', channel: 'web', openedBy: 'contact_ada' }],
    caller: aCaller(),
    at: AT,
    correlationId: 'request-1',
    ...overrides,
  };
}

/** The next change of a case that is stored. */
export function aChange(before: Case, members: Partial<Case> = {}, overrides: Partial<CaseChange> = {}): CaseChange {
  return {
    before,
    after: { ...before, ...members, version: before.version + 1, customerVersion: before.customerVersion + 1 },
    facts: [{ type: 'case.commented' }],
    caller: aCaller(),
    at: AT,
    correlationId: 'request-2',
    ...overrides,
  };
}

export const aKey = (key: string, bodyHash = 'hash-of-body') => ({
  principal: 'contact_ada',
  route: 'POST /v1/cases/{caseId}/comments',
  key,
  bodyHash,
});

/** Waits for nothing. Tokens of transactions must differ between stores that share a server, so bytes are truly random. */
export const testChance = () => ({ randomBytes, pause: () => Promise.resolve() });
