import type { Fact } from '../events/fact.ts';

/** Everything that is ever sent. A template id is part of the contract with the texts. */
export const TEMPLATES = [
  'draft_opened_for_you',
  'draft_handed_to_you',
  'draft_reminder',
  'draft_last_call',
  'draft_discarded',
  'case_submitted',
  'case_accepted',
  'stage_completed',
  'info_requested',
  'info_reminder',
  'info_last_call',
  'documents_missing',
  'documents_reminder',
  'documents_last_call',
  'documents_due_again',
  'documents_expiring',
  'checks_started',
  'proposal_ready',
  'proposal_reminder',
  'proposal_lapsed',
  'proposal_accepted',
  'proposal_rejected',
  'case_closed',
  'case_abandoned',
  'case_withdrawn',
  'case_reopened',
  'message_from_us',
  'process_message',
  'staff_draft_handed_over',
  'staff_draft_discarded',
  'staff_customer_wrote',
  'staff_case_queued',
  'staff_case_offered',
  'staff_case_not_taken',
  'staff_approval_wanted',
  'staff_customer_answered',
  'staff_info_expired',
  'staff_documents_expired',
  'staff_documents_due_again',
  'staff_documents_expiring',
  'staff_document_arrived',
  'staff_exception_wanted',
  'staff_exception_approved',
  'staff_exception_refused',
  'staff_check_to_judge',
  'staff_check_timed_out',
  'staff_check_late_result',
  'staff_review_completed',
  'staff_proposal_lapsed',
  'staff_proposal_accepted',
  'staff_proposal_rejected',
  'staff_third_rejection',
  'staff_case_withdrawn',
  'staff_case_reopened',
] as const;
export type TemplateId = (typeof TEMPLATES)[number];
export type CustomerTemplate = Exclude<TemplateId, `staff_${string}`>;

/**
 * What a playbook says in mails to customers: a subject in place of the usual one, and paragraphs after the usual text.
 * `{{name}}` stands for a variable.
 */
export type NotificationTexts = Readonly<
  Partial<Record<CustomerTemplate, { readonly subject?: string; readonly paragraphs?: readonly string[] }>>
>;

/** Whom it goes to. Addresses are looked up when it is sent. */
export interface Recipient {
  readonly kind: 'applicant' | 'member' | 'assignee' | 'group' | 'supervisors';
  /** Person on record, where it is one person and known. */
  readonly personId?: string;
  /** Member of the case, whose address is on the case when they are nobody on record. */
  readonly memberId?: string;
}

export interface Notification {
  readonly template: TemplateId;
  readonly to: Recipient;
  /** Stable and unique among the notifications of one event; two of the same key say the same. */
  readonly key: string;
  /** What the fact said: ids, codes, numbers and instants. */
  readonly facts: Omit<Fact, 'type'>;
}
