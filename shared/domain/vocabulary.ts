/** The words of the business, once. Everything else (schemas, tables, tests, pages) reads them from here. */

export const STATUSES = [
  'draft',
  'new',
  'open',
  'awaiting_info',
  'under_review',
  'review_complete',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

/** Nothing follows these but a reopening. */
export const TERMINAL_STATUSES = ['closed', 'cancelled'] as const satisfies readonly Status[];

export const STAGES = ['initiate', 'pre_approval', 'data_capture', 'due_diligence', 'resolve', 'close'] as const;
export type Stage = (typeof STAGES)[number];

/** Kinds of applicant that a process is made for. */
export const APPLICANT_TYPES = ['individual', 'sole_trader', 'company', 'partnership', 'trust'] as const;
export type ApplicantType = (typeof APPLICANT_TYPES)[number];

export const OUTCOMES = [
  'accepted',
  'declined',
  'lapsed',
  'withdrawn',
  'abandoned',
  'discarded',
  'duplicate',
  'cancelled_by_us',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CHANNELS = ['web', 'phone', 'email', 'chat', 'social', 'walk_in', 'api'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Roles that a token's groups can carry. */
export const ROLES = [
  'consumer',
  'contact',
  'account-admin',
  'partner',
  'agent',
  'supervisor',
  'compliance',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const STAFF_ROLES = ['agent', 'supervisor', 'compliance', 'auditor', 'admin'] as const satisfies readonly Role[];

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** `awaiting_upload` until bytes arrive; `failed` when the scan itself could not decide. */
export const SCAN_STATUSES = ['awaiting_upload', 'scanning', 'clean', 'infected', 'unsupported', 'failed'] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];

export const DOCUMENT_STATUSES = ['unclassified', 'submitted', 'accepted', 'rejected'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The customer may send it again; the reason is theirs to read. */
export const RESUBMIT_REASONS = [
  'blurry',
  'missing_page',
  'expired',
  'wrong_type',
  'wrong_person',
  'password_protected',
  'too_old',
  'partial',
] as const;
/** Never told to the customer verbatim. */
export const REFUSE_REASONS = ['altered', 'watch_listed', 'identity_theft_suspected'] as const;
export const REJECT_REASONS = [...RESUBMIT_REASONS, ...REFUSE_REASONS] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export const REQUIREMENT_STATUSES = [
  'open',
  'submitted',
  'in_review',
  'accepted',
  'rejected',
  'waived',
  'deferred',
  'expired',
  'not_applicable',
] as const;
export type RequirementStatus = (typeof REQUIREMENT_STATUSES)[number];

export const CHECK_STATUSES = [
  'not_started',
  'requested',
  'awaiting_applicant',
  'in_progress',
  'complete',
  'error',
  'timed_out',
  'cancelled',
  'stale',
] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const CHECK_RESULTS = ['clear', 'consider', 'unidentified'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** Judgements that one person may make of a `consider`; `true_match` and `accepted_risk` need two and are not offered. */
export const ADJUDICATIONS = ['false_positive', 'insufficient_data'] as const;
export type Adjudication = (typeof ADJUDICATIONS)[number];

export const RISK_BANDS = ['low', 'medium', 'high'] as const;
export type RiskBand = (typeof RISK_BANDS)[number];

export const STEP_STATES = [
  'pending',
  'ready',
  'in_progress',
  'waiting',
  'complete',
  'skipped',
  'error',
  'cancelled',
  'needs_revisit',
] as const;
export type StepState = (typeof STEP_STATES)[number];

/** How much of its time something has used: less than half, than three quarters, than all of it, or more. */
export const BANDS = ['on_track', 'at_half', 'at_risk', 'breached'] as const;
export type Band = (typeof BANDS)[number];

/** The side that a draft is handed to. */
export const HANDED_TO = ['customer', 'staff'] as const;
export type HandedTo = (typeof HANDED_TO)[number];

/** Sections of a case that an agent confirms to have read before taking it over. */
export const CONTEXT_SECTIONS = ['summary', 'parties', 'documents', 'checks', 'communications'] as const;
export type ContextSection = (typeof CONTEXT_SECTIONS)[number];
