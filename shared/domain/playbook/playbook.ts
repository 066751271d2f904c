import type { NotificationTexts } from '../notifications/notification.ts';
import type { ApplicantType, Stage, Status } from '../vocabulary.ts';
import type { Condition } from './condition.ts';
import type { PlaybookMapping } from './playbook-mapping.ts';
import type { Scenario } from './scenario.ts';
import type { TaskDefinition } from './task.ts';

export const FIELD_TYPES = [
  'text',
  'long_text',
  'date',
  'email',
  'phone',
  'country',
  'number',
  'percentage',
  'boolean',
  'choice',
  'multi_choice',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface Field {
  /** Unique within the playbook; the key of its answer. */
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly type: FieldType;
  readonly required: boolean | Condition;
  /** Absent means always shown. A hidden field cannot be set and counts for nothing. */
  readonly visibleWhen?: Condition;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Of a choice without `options`: where they come from when the step is shown. */
  readonly optionSource?: OptionSource;
  /** What the field holds at first, when it is known about the applicant. */
  readonly prefill?: PrefillSource;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** ECMAScript regular expression without flags, anchored. */
  readonly pattern?: string;
  /** For dates: refuse days after today. */
  readonly notInFuture?: boolean;
  /** For booleans: the step completes only with `true`, as for a consent. */
  readonly mustBeTrue?: boolean;
}

/** `countries`: all of them; otherwise the members in a role, by member id. */
export type OptionSource = 'countries' | { readonly membersInRole: string };

/** What may be known about an applicant before anything was asked; `contact.…` is the person who acts for an account. */
export const PREFILL_SOURCES = [
  'party.name',
  'party.email',
  'party.phone',
  'contact.name',
  'contact.email',
  'contact.phone',
] as const;
export type PrefillSource = (typeof PREFILL_SOURCES)[number];

/**
 * A choice between branches: the first rule that holds gives its value, otherwise the default. Later conditions read it as
 * the fact `decisions.<id>`; a variant by country or product is such a decision.
 */
export interface Decision {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly { readonly id: string; readonly when: Condition; readonly value: string }[];
  readonly otherwise: string;
}

export type IntakeStepKind = 'form' | 'members' | 'documents' | 'review';

export interface IntakeStep {
  readonly id: string;
  readonly kind: IntakeStepKind;
  readonly title: string;
  readonly help?: string;
  readonly required: boolean;
  /** Absent means always part of the run. */
  readonly when?: Condition;
  /** Ids of steps that must be complete (or not apply) before this one is ready. */
  readonly after: readonly string[];
  /** Of a form. */
  readonly fields?: readonly Field[];
  /** Of a members step: roles that it collects. */
  readonly memberRoles?: readonly string[];
  /** Business days from when it is ready. */
  readonly businessDays?: number;
}

/** What one stage of the playbook is like. */
export interface StageDefinition {
  readonly title: string;
  /** Statuses that a case may have in this stage; `cancelled` is possible in every one. */
  readonly statuses: readonly Status[];
  /** Business days from entering the stage. */
  readonly businessDays?: number;
  /** Whether the stage's clock stands still while the customer is asked for information. */
  readonly pausesForCustomer: boolean;
}

export interface MemberRole {
  readonly id: string;
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly minimumWhen?: { readonly when: Condition; readonly minimum: number };
  readonly needsOwnershipPercent: boolean;
  readonly needsDateOfBirth: boolean;
  /** What a person on record gains on the case by having this role. */
  readonly rights: readonly MemberRight[];
}
export type MemberRight = 'read' | 'edit' | 'upload' | 'decide';

export interface DocumentRequirement {
  readonly id: string;
  readonly label: string;
  readonly instruction: string;
  /** Kinds of proof of which any one satisfies it, e.g. passport, driving_licence, national_id. */
  readonly oneOf: readonly string[];
  readonly mandatory: boolean;
  readonly when?: Condition;
  /** `case`: once. Otherwise once for every member who has one of the roles. */
  readonly per: 'case' | { readonly roles: readonly string[] };
  readonly mediaTypes: readonly string[];
  /** Refused when issued longer ago; absent means no limit. */
  readonly maximumAgeMonths?: number;
  /** Documents that it takes, such as two payslips; 1 when absent. */
  readonly copies?: number;
  /** Whoever accepts it confirms that the copy is certified. */
  readonly certified?: boolean;
  /** Languages (ISO 639-1) that we read; whoever accepts a document in another one confirms its translation. */
  readonly languages?: readonly string[];
  /** Days before the document's last valid day from which on it has to be renewed; 30 when absent. */
  readonly expiryLeadDays?: number;
  /** Whether a document that was accepted for the same person or account on another case serves as well. */
  readonly reusable?: boolean;
  /** Customers who see it, besides whoever uploaded: everybody on the case when absent. */
  readonly visibleTo?: 'applicant' | 'member';
  readonly waivable: boolean;
  readonly deferrable: boolean;
}

export interface CheckDefinition {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly when?: Condition;
  readonly required: boolean;
  /** After this many hours without a result the check is `timed_out` and becomes an agent's task. */
  readonly timeoutHours: number;
  readonly maximumAttempts: number;
}

export interface ProposalTerm {
  readonly id: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'choice' | 'boolean' | 'percentage';
  readonly required: boolean;
  readonly options?: readonly string[];
}

export interface ProposalRules {
  readonly resolutionCodes: readonly {
    readonly code: string;
    readonly label: string;
    readonly terms: readonly ProposalTerm[];
  }[];
  readonly rejectReasons: readonly { readonly code: string; readonly label: string }[];
  readonly reminderBusinessDays: number;
  readonly lapseBusinessDays: number;
}

/** A guided process as data. Published versions never change; a case keeps the version it was opened with. */
export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly applicantType: ApplicantType;
  readonly applicantKinds: readonly ('individual' | 'business')[];
  /** Countries (ISO 3166-1) that its rules are made for; absent means any. */
  readonly countries?: readonly string[];
  /** Support group that new cases are routed to. */
  readonly group: string;
  readonly decisions: readonly Decision[];
  readonly intake: readonly IntakeStep[];
  readonly tasks: readonly TaskDefinition[];
  readonly memberRoles: readonly MemberRole[];
  readonly requirements: readonly DocumentRequirement[];
  readonly checks: readonly CheckDefinition[];
  readonly preApproval: 'not_required' | 'supervisor';
  /** `automatic`: the workflow completes the review when every check is settled. `reviewer`: the assignee does. */
  readonly reviewCompletion: 'automatic' | 'reviewer';
  readonly closeOnAccept: boolean;
  readonly stages: Readonly<Record<Stage, StageDefinition>>;
  /** Calendar days after a draft was opened, or reopened. */
  readonly draft: { readonly reminderDays: readonly number[]; readonly expiryDays: number };
  readonly offerHours: number;
  readonly infoRequest: DeadlineRules & { readonly dueBusinessDays: number };
  /** Of missing or invalid documents, counted from when the customer was told. */
  readonly documentDeadline: DeadlineRules & { readonly dueBusinessDays: number };
  readonly proposal: ProposalRules;
  /** What this process says in mails to customers, beyond what is always said. */
  readonly notifications: NotificationTexts;
  readonly mapsFrom?: readonly PlaybookMapping[];
  readonly scenarios: readonly Scenario[];
}

/** `task`: the deadline asks the owner to act. `abandon`: it ends the case. */
export interface DeadlineRules {
  readonly reminderBusinessDays: readonly number[];
  readonly onExpiry: 'task' | 'abandon';
}
