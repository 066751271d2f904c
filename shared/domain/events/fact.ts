/**
 * Everything that can be recorded of a case, in the past tense. `customer` facts raise `customerVersion` and may be
 * shown to customers; `material` ones raise `materialVersion` (parties, answers, members, documents).
 */
export const FACTS = {
  'case.created': { audience: 'customer', material: true },
  'case.answers_saved': { audience: 'customer', material: true },
  'case.step_completed': { audience: 'customer', material: false },
  'case.step_revisited': { audience: 'customer', material: false },
  'case.reviewed': { audience: 'customer', material: false },
  'case.handed_over': { audience: 'customer', material: false },
  'case.draft_reminded': { audience: 'customer', material: false },
  'case.discarded': { audience: 'customer', material: false },
  'case.submitted': { audience: 'customer', material: false },
  'case.member_added': { audience: 'customer', material: true },
  'case.member_changed': { audience: 'customer', material: true },
  'case.member_removed': { audience: 'customer', material: true },
  'case.context_reviewed': { audience: 'staff', material: false },
  'case.offered': { audience: 'staff', material: false },
  'case.offer_declined': { audience: 'staff', material: false },
  'case.offer_expired': { audience: 'staff', material: false },
  'case.assigned': { audience: 'customer', material: false },
  'case.stage_completed': { audience: 'customer', material: false },
  'case.approval_recorded': { audience: 'staff', material: false },
  'case.info_requested': { audience: 'customer', material: false },
  'case.info_answered': { audience: 'customer', material: true },
  'case.info_reminded': { audience: 'customer', material: false },
  'case.info_expired': { audience: 'staff', material: false },
  'case.info_completed': { audience: 'customer', material: false },
  'case.review_started': { audience: 'customer', material: false },
  'case.review_completed': { audience: 'customer', material: false },
  'case.withdrawn': { audience: 'customer', material: false },
  'case.closed': { audience: 'customer', material: false },
  'case.reopened': { audience: 'customer', material: false },
  'case.commented': { audience: 'customer', material: false },
  'case.work_noted': { audience: 'staff', material: false },
  'document.announced': { audience: 'customer', material: false },
  'document.uploaded': { audience: 'customer', material: false },
  'document.scanned': { audience: 'customer', material: true },
  'document.bound': { audience: 'customer', material: true },
  'document.accepted': { audience: 'customer', material: false },
  'document.rejected': { audience: 'customer', material: false },
  'checklist.verified': { audience: 'staff', material: false },
  'checklist.incomplete': { audience: 'customer', material: false },
  'checklist.reminded': { audience: 'customer', material: false },
  'checklist.expired': { audience: 'staff', material: false },
  'check.requested': { audience: 'staff', material: false },
  'check.progressed': { audience: 'staff', material: false },
  'check.completed': { audience: 'staff', material: false },
  'check.timed_out': { audience: 'staff', material: false },
  'check.adjudicated': { audience: 'staff', material: false },
  'check.late_result': { audience: 'staff', material: false },
  'task.completed': { audience: 'staff', material: false },
  'task.skipped': { audience: 'staff', material: false },
  'task.inserted': { audience: 'staff', material: false },
  'task.message_sent': { audience: 'customer', material: false },
  'playbook.restarted': { audience: 'customer', material: false },
  'playbook.cancelled': { audience: 'staff', material: false },
  'proposal.made': { audience: 'customer', material: false },
  'proposal.reminded': { audience: 'customer', material: false },
  'proposal.accepted': { audience: 'customer', material: false },
  'proposal.rejected': { audience: 'customer', material: false },
  'proposal.lapsed': { audience: 'customer', material: false },
} as const satisfies Record<string, { readonly audience: 'customer' | 'staff'; readonly material: boolean }>;

export type FactType = keyof typeof FACTS;

/** One recorded fact. Members other than `type` are ids, codes, counts and instants: never personal data. */
export interface Fact {
  readonly type: FactType;
  readonly [detail: string]: string | number | boolean | readonly string[] | undefined;
}
