import type { Applicant } from '../case/case.ts';

/** The value of the fact `applicant.kind`, in the words of a playbook's `applicantKinds`. */
export function applicantKind(applicant: Applicant): 'individual' | 'business' {
  if (applicant.kind === 'prospect') return applicant.prospect.kind;
  return applicant.kind === 'consumer' ? 'individual' : 'business';
}
