import type { Case } from '../domain/case/case.ts';
import type { CaseRow } from './ports.ts';

/** What a list shows of a case. */
export function caseRow(case_: Case): CaseRow {
  return {
    id: case_.caseId,
    number: case_.number,
    type: case_.type,
    status: case_.status,
    stage: case_.stage,
    outcome: case_.outcome ?? null,
    applicantName: case_.applicant.name,
    assignee: case_.assignee ?? null,
    group: case_.group,
    priority: case_.priority,
    expectedAt: case_.expectedAt ?? null,
    createdAt: case_.createdAt,
    updatedAt: case_.updatedAt,
  };
}
