import type { SetAside } from '../migration/set-aside.ts';
import type {
  Channel,
  ContextSection,
  DocumentStatus,
  Outcome,
  Priority,
  RejectReason,
  RiskBand,
  ScanStatus,
  Stage,
  Status,
} from '../vocabulary.ts';
import type { Author } from './author.ts';
import type { CaseMigration } from './case-migration.ts';
import type { CaseTask } from './case-task.ts';
import type { Check } from './check.ts';
import type { DocumentSource } from './document-source.ts';
import type { InfoRequest } from './info-request.ts';
import type { PlaybookRun } from './playbook-runs.ts';
import type { Proposal } from './proposal.ts';
import type { RequirementDecision } from './requirement-decision.ts';
import type { Verification } from './verification.ts';

/** RFC 3339 UTC with `Z`, milliseconds. */
export type Instant = string;

/** A JSON value that a form field can hold. */
export type AnswerValue = string | number | boolean | null | readonly string[];

/** Somebody who is not on record yet. */
export interface Prospect {
  readonly kind: 'individual' | 'business';
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Whom the case is about. `contactId` is the person who acts for the account. */
export type Applicant =
  | { readonly kind: 'consumer'; readonly consumerId: string; readonly name: string }
  | { readonly kind: 'account'; readonly accountId: string; readonly contactId: string; readonly name: string }
  | { readonly kind: 'prospect'; readonly prospect: Prospect; readonly name: string };

export interface StepAnswers {
  readonly stepId: string;
  readonly values: Readonly<Record<string, AnswerValue>>;
  /** Who wrote each field last. */
  readonly authors: Readonly<Record<string, Author>>;
  /** Grows with every save of this step. */
  readonly revision: number;
  readonly completedAt?: Instant;
  readonly completedBy?: string;
  /** Set when something that this completed step depends on changed, or when it was reopened by `revisit`. */
  readonly needsRevisit?: boolean;
}

export interface Member {
  readonly memberId: string;
  /** One of the playbook's member roles. */
  readonly role: string;
  readonly name: string;
  readonly email?: string;
  readonly dateOfBirth?: string;
  readonly country?: string;
  /** 0 to 100. */
  readonly ownershipPercent?: number;
  /** The person on record behind this member, when there is one: gives that person the rights of the role. */
  readonly personId?: string;
  readonly addedAt: Instant;
  readonly addedBy: string;
}

export interface CaseDocument {
  readonly documentId: string;
  /** Requirement that it was uploaded for or bound to; absent while unclassified. */
  readonly requirementId?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, base64. */
  readonly sha256: string;
  readonly objectKey: string;
  /** Object version that the scan judged; the only one ever served. */
  readonly objectVersion?: string;
  readonly scan: ScanStatus;
  readonly status: DocumentStatus;
  readonly uploadedBy: string;
  readonly channel: Channel;
  readonly uploadedAt: Instant;
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  readonly rejectReason?: RejectReason;
  /** Last day on which the document is valid, `YYYY-MM-DD`. */
  readonly expiresDate?: string;
  /** 1, 2, 3 … among the documents of its requirement. */
  readonly revision?: number;
  /** Which of the requirement's kinds of proof it is. */
  readonly kind?: string;
  /** Day on which it was issued, `YYYY-MM-DD`. */
  readonly issuedDate?: string;
  /** Whoever accepted it has seen that the copy is certified. */
  readonly certified?: boolean;
  /** ISO 639-1. */
  readonly language?: string;
  /** It is in a language that we do not read, and a translation came with it. */
  readonly translationProvided?: boolean;
  /** What the owner and the customer were told about its last valid day. */
  readonly expiryTold?: 'expiring' | 'expired';
  /** Accepted for the same party on another case, whose object this is. */
  readonly reusedFrom?: DocumentSource;
}

export interface Offer {
  readonly assignee: string;
  readonly offeredBy: string;
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
  readonly reason?: string;
}

/** An agent has read the case as it stood at `materialVersion`. */
export interface ReviewReceipt {
  readonly receiptId: string;
  readonly by: string;
  readonly at: Instant;
  readonly materialVersion: number;
  readonly sections: readonly ContextSection[];
}

/** Approval of the pre-approval stage. Nothing completes without this record. */
export interface PreApproval {
  readonly approval: 'requested' | 'approved' | 'rejected' | 'not_required';
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly reason?: string;
  /** `materialVersion` whose customer information the owner confirmed. */
  readonly customerConfirmed?: { readonly by: string; readonly at: Instant; readonly materialVersion: number };
  readonly customerRecord?: {
    readonly kind: 'matched' | 'created';
    readonly partyId: string;
    readonly by: string;
    readonly at: Instant;
  };
  readonly completedAt?: Instant;
}

/** A wait of the case, judged by `dueAt`; fires once per `generation`. */
export interface Timer {
  readonly timerId: string;
  readonly kind: TimerKind;
  readonly dueAt: Instant;
  readonly generation: number;
  /** What it is about: number of the info request or proposal, or of the reminder. */
  readonly subject?: number;
}
export const TIMER_KINDS = [
  'draft_reminder',
  'draft_expiry',
  'offer_expiry',
  'info_reminder',
  'info_expiry',
  'document_reminder',
  'document_expiry',
  'checklist_date',
  'proposal_reminder',
  'proposal_lapse',
] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

export interface StageRecord {
  readonly stage: Stage;
  readonly enteredAt: Instant;
  readonly dueAt?: Instant;
  readonly completedAt?: Instant;
}

/**
 * The aggregate: the root and everything that a command may need to decide. Values are immutable; a command returns a
 * new case in which every untouched child is the same object, and the store writes only what is not.
 */
export interface Case {
  readonly caseId: string;
  readonly number: string;
  readonly type: string;
  readonly playbook: { readonly id: string; readonly version: number };
  readonly migration?: CaseMigration;
  readonly status: Status;
  readonly stage: Stage;
  readonly outcome?: Outcome;
  /** Every change. */
  readonly version: number;
  /** Changes that a customer can see. */
  readonly customerVersion: number;
  /** Changes of parties, answers, members, documents. */
  readonly materialVersion: number;
  readonly channel: Channel;
  readonly priority: Priority;
  readonly applicant: Applicant;
  readonly openedBy: string;
  readonly onBehalfOf?: string;
  readonly group: string;
  readonly assignee?: string;
  readonly assignedAt?: Instant;
  readonly offer?: Offer;
  readonly declines: number;
  /** Last receipt of each agent. */
  readonly receipts: readonly ReviewReceipt[];
  readonly reviewedMaterialVersion?: number;
  readonly submittedAt?: Instant;
  readonly preApproval?: PreApproval;
  readonly verification?: Verification;
  readonly riskBand?: RiskBand;
  /** Digest of the checked data at the last completed review; a proposal needs it to be unchanged. */
  readonly reviewDigest?: string;
  readonly rejections: number;
  readonly needsAttention: boolean;
  readonly stages: readonly StageRecord[];
  readonly expectedAt?: Instant;
  readonly closedAt?: Instant;
  readonly resolution?: { readonly code: string; readonly notes: string };
  readonly withdrawal?: { readonly reason: string; readonly by: string };
  readonly reopenCount: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Of the last change that a customer can see. */
  readonly customerUpdatedAt: Instant;
  /** Hash of the newest event; the next event carries it. */
  readonly chainHead: string;
  /** Passes through the guided process; the last one is that under way, or was the last. */
  readonly playbookRuns: readonly PlaybookRun[];

  readonly answers: readonly StepAnswers[];
  readonly members: readonly Member[];
  readonly documents: readonly CaseDocument[];
  readonly requirementDecisions: readonly RequirementDecision[];
  readonly checks: readonly Check[];
  readonly infoRequests: readonly InfoRequest[];
  readonly proposals: readonly Proposal[];
  readonly tasks: readonly CaseTask[];
  /** What the playbook has no place for, kept for one that has. */
  readonly setAside: readonly SetAside[];
  readonly timers: readonly Timer[];
}
