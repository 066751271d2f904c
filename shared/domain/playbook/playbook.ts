import type { Stage } from '../vocabulary.ts';
import type { Condition } from './condition.ts';

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
  readonly applicantKinds: readonly ('individual' | 'business')[];
  /** Support group that new cases are routed to. */
  readonly group: string;
  readonly intake: readonly IntakeStep[];
  readonly memberRoles: readonly MemberRole[];
  readonly requirements: readonly DocumentRequirement[];
  readonly checks: readonly CheckDefinition[];
  readonly preApproval: 'not_required' | 'supervisor';
  /** `automatic`: the workflow completes the review when every check is settled. `reviewer`: the assignee does. */
  readonly reviewCompletion: 'automatic' | 'reviewer';
  readonly closeOnAccept: boolean;
  /** Business days from entering the stage. */
  readonly stageBusinessDays: Readonly<Partial<Record<Stage, number>>>;
  /** Calendar days after a draft was opened, or reopened. */
  readonly draft: { readonly reminderDays: readonly number[]; readonly expiryDays: number };
  readonly offerHours: number;
  readonly infoRequest: {
    readonly dueBusinessDays: number;
    readonly reminderBusinessDays: readonly number[];
    readonly onExpiry: 'task' | 'abandon';
  };
  readonly documentReminderBusinessDays: readonly number[];
  readonly documentExpiryBusinessDays: number;
  readonly proposal: ProposalRules;
  readonly stageTitles: Readonly<Record<Stage, string>>;
}
