import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';
import { answersByStep } from './application-snapshot.ts';
import type { Case } from './case.ts';

/**
 * SHA-256, hex, of what checks look at: applicant, answers and members. A check, a review and a proposal are worth
 * something only as long as it stays the same. Documents are not in it; they are accepted one by one.
 */
export const dataDigest = (case_: Case): string => sha256Hex(checkedData(case_));

/** The same as text. */
export function checkedData(case_: Case): string {
  const members = case_.members
    .map(({ memberId, role, name, dateOfBirth, country, ownershipPercent }) => ({
      memberId,
      role,
      name,
      dateOfBirth,
      country,
      ownershipPercent,
    }))
    .toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
  return canonicalJson({ applicant: case_.applicant, answers: answersByStep(case_), members });
}
