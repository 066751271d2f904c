/** One thing that is wrong with a playbook. `place` is a JSON Pointer into its file, `code` is stable. */
export interface Finding {
  readonly place: string;
  readonly code: FindingCode;
  readonly message: string;
}

export type FindingCode =
  | 'duplicate-id'
  | 'reserved-id'
  | 'unknown-fact'
  | 'fact-too-late'
  | 'never-true'
  | 'unknown-step'
  | 'later-step'
  | 'cycle'
  | 'waits-for-optional'
  | 'nothing-to-fill-in'
  | 'review-step'
  | 'unknown-role'
  | 'role-not-collected'
  | 'options-missing'
  | 'options-unused'
  | 'minimum-over-maximum'
  | 'pattern-invalid'
  | 'agreement-not-boolean'
  | 'empty-list'
  | 'reminder-after-deadline'
  | 'rule-shadowed'
  | 'otherwise-unreachable'
  | 'decision-unread'
  | 'branch-without-default'
  | 'stage-status-missing'
  | 'stage-status-impossible'
  | 'unknown-task'
  | 'message-missing'
  | 'message-unused'
  | 'never-valid'
  | 'options-twice'
  | 'options-may-be-empty'
  | 'prefill-mismatch'
  | 'too-many-members'
  | 'too-many-copies'
  | 'media-type-unsupported'
  | 'no-media-type-fits'
  | 'requirement-contradiction'
  | 'nobody-can-supply'
  | 'unknown-country'
  | 'applicant-kind'
  | 'unknown-variable'
  | 'compliance-fact'
  | 'unknown-part'
  | 'mapped-twice'
  | 'maps-from-itself'
  | 'unknown-field'
  | 'unknown-requirement'
  | 'unknown-check'
  | 'unknown-decision'
  | 'no-scenario'
  | 'scenario-failed';

export function finding(place: string, code: FindingCode, message: string): Finding {
  return { place, code, message };
}

/** A finding when something is wrong, otherwise none. */
export function findingIf(isWrong: boolean, place: string, code: FindingCode, message: string): readonly Finding[] {
  return isWrong ? [finding(place, code, message)] : [];
}
