import type { Case } from '../case/case.ts';
import type { Fact, FactType } from '../events/fact.ts';
import type { Recipient, TemplateId } from './notification.ts';

/**
 * `deciders`: members whose role may decide. `concerned`: members whose documents an information request asks for.
 * `asked`: members of whom something is asked that only they may know of. `opener`: the member of staff who opened the draft, if one did.
 */
export type Audience =
  | Exclude<Recipient['kind'], 'member'>
  | 'offered'
  | 'deciders'
  | 'concerned'
  | 'asked'
  | 'owner_or_group'
  | 'opener'
  | 'opener_or_group'
  | 'applicant_or_opener';

export interface Rule {
  readonly template: TemplateId;
  readonly to: readonly Audience[];
  readonly when?: (fact: Fact) => boolean;
  /** What the fact alone cannot tell. */
  readonly whenCase?: (case_: Case, fact: Fact) => boolean;
  /** Goes only to customers who may know of some requirement that the fact is about. */
  readonly aboutRequirements?: true;
  /** Details of the fact that make the key; the template alone unless given. */
  readonly key?: readonly string[];
}

const isLast = (fact: Fact): boolean => fact['last'] === true;
const isNotLast = (fact: Fact): boolean => !isLast(fact);
const is =
  (detail: string, ...values: readonly (string | number | boolean)[]) =>
  (fact: Fact): boolean =>
    values.some((value) => fact[detail] === value);

const isOver = ({ status }: Case): boolean => status === 'closed' || status === 'cancelled';
/** The customer can still send something, and no verification of the checklist is about to say the same. */
const isPastDataCapture = (case_: Case): boolean =>
  !isOver(case_) && (case_.stage === 'due_diligence' || case_.stage === 'resolve');
const answersRequirement = ({ documents }: Case, fact: Fact): boolean =>
  documents.some(({ documentId, requirementId }) => documentId === fact['documentId'] && requirementId !== undefined);
/** Of a fact about requirements: to the customers concerned. */
const CUSTOMERS = { to: ['applicant', 'asked'], aboutRequirements: true } as const;

/** Declines and time-outs after which the supervisors are told. */
const DECLINES_TO_ESCALATE = 2;
const REJECTIONS_TO_ESCALATE = 3;

/** What is sent because of which fact. A fact that is not named sends nothing. */
export const RULES: Readonly<Partial<Record<FactType, readonly Rule[]>>> = {
  'case.created': [
    { template: 'draft_opened_for_you', to: ['applicant'], when: (fact) => fact['onBehalfOf'] !== undefined },
  ],
  'case.handed_over': [
    { template: 'draft_handed_to_you', to: ['applicant'], when: is('to', 'customer') },
    { template: 'staff_draft_handed_over', to: ['opener_or_group'], when: is('to', 'staff') },
  ],
  'case.draft_reminded': [
    { template: 'draft_reminder', to: ['applicant_or_opener'], when: isNotLast, key: ['reminder'] },
    { template: 'draft_last_call', to: ['applicant_or_opener'], when: isLast, key: ['reminder'] },
  ],
  'case.discarded': [
    { template: 'draft_discarded', to: ['applicant'] },
    {
      template: 'staff_draft_discarded',
      to: ['opener'],
      whenCase: (case_, fact) => fact['by'] !== case_.openedBy,
    },
  ],
  'case.submitted': [
    { template: 'case_submitted', to: ['applicant'] },
    { template: 'staff_case_queued', to: ['group'] },
  ],
  'case.offered': [
    { template: 'staff_case_offered', to: ['offered'], when: (fact) => fact['assignee'] !== undefined },
    { template: 'staff_case_queued', to: ['group'], when: (fact) => fact['assignee'] === undefined },
  ],
  'case.offer_declined': [
    { template: 'staff_case_not_taken', to: ['supervisors'], when: is('declines', DECLINES_TO_ESCALATE) },
  ],
  'case.offer_expired': [
    { template: 'staff_case_not_taken', to: ['supervisors'], when: is('declines', DECLINES_TO_ESCALATE) },
  ],
  'case.assigned': [{ template: 'case_accepted', to: ['applicant'] }],
  'case.stage_completed': [
    {
      template: 'stage_completed',
      to: ['applicant'],
      when: is('stage', 'pre_approval', 'due_diligence'),
      key: ['stage'],
    },
    { template: 'checks_started', to: ['applicant'], when: is('stage', 'data_capture') },
  ],
  'case.approval_recorded': [
    { template: 'staff_approval_wanted', to: ['supervisors'], when: is('approval', 'requested') },
  ],
  'case.info_requested': [{ template: 'info_requested', to: ['applicant', 'concerned'], key: ['number'] }],
  'case.info_reminded': [
    { template: 'info_reminder', to: ['applicant'], when: isNotLast, key: ['number', 'reminder'] },
    { template: 'info_last_call', to: ['applicant'], when: isLast, key: ['number', 'reminder'] },
  ],
  'case.info_completed': [
    { template: 'staff_customer_answered', to: ['assignee'], when: is('as', 'answered'), key: ['number'] },
  ],
  'document.scanned': [
    {
      template: 'staff_document_arrived',
      to: ['assignee'],
      when: is('verdict', 'clean'),
      whenCase: (case_, fact) => isPastDataCapture(case_) && answersRequirement(case_, fact),
      key: ['documentId'],
    },
  ],
  'document.expiring': [
    { template: 'documents_expiring', ...CUSTOMERS, whenCase: (case_) => !isOver(case_) },
    { template: 'staff_documents_expiring', to: ['assignee'] },
  ],
  'document.expired': [
    { template: 'documents_due_again', ...CUSTOMERS, whenCase: isPastDataCapture },
    { template: 'staff_documents_due_again', to: ['assignee'] },
  ],
  'requirement.deferral_ended': [
    { template: 'documents_due_again', ...CUSTOMERS, whenCase: isPastDataCapture },
    { template: 'staff_documents_due_again', to: ['assignee'] },
  ],
  'requirement.exception_requested': [
    { template: 'staff_exception_wanted', to: ['supervisors'], key: ['requirementId'] },
  ],
  'requirement.excepted': [{ template: 'staff_exception_approved', to: ['assignee'], key: ['requirementId'] }],
  'requirement.exception_refused': [{ template: 'staff_exception_refused', to: ['assignee'], key: ['requirementId'] }],
  'case.info_expired': [
    { template: 'staff_info_expired', to: ['assignee'], when: is('policy', 'task'), key: ['number'] },
  ],
  'checklist.incomplete': [{ template: 'documents_missing', ...CUSTOMERS, key: ['digest'] }],
  'checklist.reminded': [
    { template: 'documents_reminder', ...CUSTOMERS, when: isNotLast, key: ['verification', 'reminder'] },
    { template: 'documents_last_call', ...CUSTOMERS, when: isLast, key: ['verification', 'reminder'] },
  ],
  'checklist.expired': [
    { template: 'staff_documents_expired', to: ['assignee'], when: (fact) => fact['policy'] !== 'abandon' },
  ],
  'check.completed': [
    {
      template: 'staff_check_to_judge',
      to: ['assignee'],
      when: is('result', 'consider', 'unidentified'),
      key: ['checkId', 'attempt'],
    },
  ],
  'check.timed_out': [{ template: 'staff_check_timed_out', to: ['assignee'], key: ['checkId', 'attempt'] }],
  'check.late_result': [{ template: 'staff_check_late_result', to: ['assignee'], key: ['checkId', 'attempt'] }],
  'case.review_completed': [{ template: 'staff_review_completed', to: ['assignee'] }],
  'proposal.made': [{ template: 'proposal_ready', to: ['applicant', 'deciders'], key: ['number'] }],
  'proposal.reminded': [{ template: 'proposal_reminder', to: ['applicant', 'deciders'], key: ['number'] }],
  'proposal.accepted': [
    { template: 'proposal_accepted', to: ['applicant'], key: ['number'] },
    { template: 'staff_proposal_accepted', to: ['assignee'], key: ['number'] },
  ],
  'proposal.rejected': [
    { template: 'proposal_rejected', to: ['applicant'], key: ['number'] },
    { template: 'staff_proposal_rejected', to: ['assignee'], key: ['number'] },
    {
      template: 'staff_third_rejection',
      to: ['supervisors'],
      when: is('rejections', REJECTIONS_TO_ESCALATE),
      key: ['number'],
    },
  ],
  'proposal.lapsed': [
    { template: 'proposal_lapsed', to: ['applicant'], key: ['number'] },
    { template: 'staff_proposal_lapsed', to: ['assignee'], key: ['number'] },
  ],
  'case.closed': [
    { template: 'case_closed', to: ['applicant'], when: is('outcome', 'accepted') },
    { template: 'case_abandoned', to: ['applicant'], when: is('outcome', 'abandoned') },
  ],
  'case.withdrawn': [
    { template: 'case_withdrawn', to: ['applicant'] },
    { template: 'staff_case_withdrawn', to: ['assignee'] },
  ],
  'case.commented': [
    { template: 'message_from_us', to: ['applicant'], when: is('side', 'staff'), key: ['commentId'] },
    { template: 'staff_customer_wrote', to: ['assignee'], when: is('side', 'customer'), key: ['commentId'] },
  ],
  'task.message_sent': [{ template: 'process_message', to: ['applicant'], key: ['taskIds'] }],
  'case.reopened': [
    { template: 'case_reopened', to: ['applicant'] },
    { template: 'staff_case_reopened', to: ['owner_or_group'], whenCase: (case_) => case_.status !== 'draft' },
  ],
};
