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
  | 'reminder-after-deadline';
