import type { FactType } from '../domain/events/fact.ts';
import { RULES } from '../domain/notifications/rules.ts';

/** `source` of everything that Gangway puts on its bus. */
export const EVENT_SOURCE = 'gangway';
/** `detail-type` of a case event; which facts it carries is in `detail.data.types`. */
export const CASE_EVENT = 'Case changed';
/** Version of the envelope's shape. */
export const ENVELOPE_SCHEMA = 1;

/** What changes a checklist without a document being decided on. */
const OF_CHECKLIST = [
  'document.reused',
  'document.expiring',
  'document.expired',
  'requirement.excepted',
  'requirement.reinstated',
  'requirement.deferral_ended',
  'checklist.verified',
  'checklist.incomplete',
] as const satisfies readonly FactType[];

/**
 * Who listens to what. One queue with a dead-letter queue per subscription; the rule matches
 * `{source: [EVENT_SOURCE], detail: {data: {types: [...]}}}`.
 */
export const SUBSCRIPTIONS = {
  /**
   * The workflow looks again whenever a plan can have changed. Answers only change in a draft, whose plan is always the
   * same.
   */
  signal: [
    'case.submitted',
    'case.assigned',
    'case.stage_completed',
    'case.approval_recorded',
    'case.info_requested',
    'case.info_completed',
    'case.info_expired',
    'case.review_started',
    'case.review_completed',
    'case.withdrawn',
    'case.closed',
    'case.reopened',
    'document.uploaded',
    'document.scanned',
    'document.bound',
    'document.accepted',
    'document.rejected',
    ...OF_CHECKLIST,
    'check.requested',
    'check.progressed',
    'check.completed',
    'check.timed_out',
    'check.adjudicated',
    'task.completed',
    'task.skipped',
    'task.inserted',
    'playbook.restarted',
    'playbook.cancelled',
    'case.member_added',
    'case.member_changed',
    'case.member_removed',
    'proposal.made',
    'proposal.accepted',
    'proposal.rejected',
    'proposal.lapsed',
    'case.playbook_migrated',
    'case.migration_reverted',
  ],
  /** Mail to customers and staff: every fact that a rule of the domain answers with a mail. */
  notify: Object.keys(RULES) as readonly FactType[],
  /** Asks the provider of a check. */
  'start-check': ['check.requested'],
  /** Lists of customers: every change that a customer can see, and who takes part. */
  project: [
    'case.created',
    'case.answers_saved',
    'case.step_completed',
    'case.step_revisited',
    'playbook.restarted',
    'case.discarded',
    'case.submitted',
    'case.member_added',
    'case.member_changed',
    'case.member_removed',
    'case.assigned',
    'case.stage_completed',
    'case.info_requested',
    'case.info_answered',
    'case.info_completed',
    'case.info_item_dropped',
    'case.info_expired',
    'case.review_started',
    'case.review_completed',
    'case.withdrawn',
    'case.closed',
    'case.reopened',
    'document.scanned',
    'document.bound',
    'document.accepted',
    'document.rejected',
    ...OF_CHECKLIST,
    'proposal.made',
    'proposal.accepted',
    'proposal.rejected',
    'proposal.lapsed',
    'case.type_changed',
    'case.process_changed',
  ],
} as const satisfies Record<string, readonly FactType[]>;
export type Subscription = keyof typeof SUBSCRIPTIONS;
