import type { Caller } from '../domain/access/caller.ts';
import type { Case, Instant } from '../domain/case/case.ts';
import type { Envelope } from '../domain/events/envelope.ts';
import type { Fact } from '../domain/events/fact.ts';

// Ports of the workflow, the timers and the outbox are in `work-ports.ts`, those of mail in `mail-ports.ts`.

/** A command that may be repeated: the key's item is written in the command's own transaction and lives 7 days. */
export interface Idempotency {
  /** Who, which route, which key. */
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  /** SHA-256 (hex) of the raw body. */
  readonly bodyHash: string;
}

/** A command that was accepted under a key. */
export interface Accepted {
  readonly bodyHash: string;
  readonly status: number;
}

/** What a repeated command is answered from: never the rendered body, only what is needed to render it again. */
export interface IdempotencyRecord extends Accepted {
  readonly caseId: string;
  /** Id made by the command (member, document, comment, proposal number …), when it made one. */
  readonly createdId?: string;
  readonly version: number;
}

/** An event that a consumer acts on: its id is remembered for 60 days in the transaction of the effect. */
export interface Dedupe {
  readonly consumer: string;
  readonly eventId: string;
}

/** One accepted command: everything that goes into one transaction. */
export interface CaseChange {
  /** Absent when the case is new. */
  readonly before: Case | undefined;
  readonly after: Case;
  readonly facts: readonly Fact[];
  readonly caller: Caller;
  readonly at: Instant;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Free text of a comment or work note: stored beside the event, entering the chain only as a salted digest. */
  readonly text?: string;
  /** Kept beside the case, compressed: at submission the application as it was sent in, at a migration what it replaces. */
  readonly snapshot?: unknown;
  readonly idempotency?: Idempotency & { readonly status: number; readonly createdId?: string };
  readonly dedupe?: Dedupe;
}

export interface Committed {
  /** The case as stored, with its new chain head. */
  readonly case: Case;
  readonly event: Envelope;
}

/** Keeps cases. One Query to load, one TransactWriteItems to commit. */
export interface CaseStore {
  /** The whole aggregate, strongly consistent. @throws {CaseNotFound} */
  load(caseId: string): Promise<Case>;
  /** One more read when the argument is a number (`ONB-…`). @throws {CaseNotFound} */
  loadByIdOrNumber(idOrNumber: string): Promise<Case>;
  /**
   * Writes root (on condition of the version that was read), changed children, timers, the event and the keys.
   * @throws {StaleCase} somebody else was faster · {IdempotencyKeyUsed} the key is there: see `recall` ·
   * {EventAlreadyHandled} the dedupe item is there · {NumberTaken} a new case's number exists
   */
  commit(change: CaseChange): Promise<Committed>;
  /** The record of a key, when it is there and not expired. */
  recall(idempotency: Idempotency): Promise<IdempotencyRecord | undefined>;
  /** For a no-op: remembers the key without changing the case. */
  remember(idempotency: Idempotency, record: IdempotencyRecord): Promise<void>;
  /** Remembers that an event was handled without changing the case. @throws {EventAlreadyHandled} */
  handled(dedupe: Dedupe): Promise<void>;
}

/** An event as the timeline and the audit trail read it back. */
export interface StoredEvent {
  readonly envelope: Envelope;
  readonly previousHash: string;
  readonly hash: string;
  readonly text?: string;
}

export interface HistoryStore {
  /** Newest first (timeline) or oldest first (audit). `after` is the version to go on from. */
  events(
    caseId: string,
    page: { readonly newestFirst: boolean; readonly after?: number; readonly limit: number },
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly more: boolean }>;
  /** Rendered mails of the events with versions in the closed range. */
  mails(caseId: string, fromVersion: number, toVersion: number): Promise<readonly RenderedMail[]>;
}

export type MailState = 'sending' | 'sent' | 'bounced' | 'complained' | 'suppressed';

/** The ledger entry and rendered copy of one mail: `MAIL#<eventId>#<recipient>` of HOUSE.md, kept with its case. */
export interface RenderedMail {
  readonly caseId: string;
  readonly caseVersion: number;
  readonly eventId: string;
  /** Person on record, or `address_<digest>` for a prospect. */
  readonly recipientId: string;
  readonly to: string;
  readonly audience: 'customer' | 'staff';
  readonly template: string;
  readonly templateVersion: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly state: MailState;
  /** Start of the last attempt. */
  readonly attemptedAt: Instant;
  readonly attempts: number;
  readonly sesMessageId?: string;
  readonly sentAt?: Instant;
}

/** One row of `GET /v1/cases`; `shared/contract/schemas/replies.ts` caseRow. */
export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly status: Case['status'];
  readonly stage: Case['stage'];
  readonly outcome: Case['outcome'] | null;
  readonly applicantName: string;
  readonly assignee: string | null;
  readonly group: string;
  readonly priority: Case['priority'];
  readonly owedCount?: number;
  /** Of a draft in a customer's list: where to go on. */
  readonly resumeStepId?: string;
  readonly resumeHref?: string;
  readonly progress?: { readonly index: number; readonly total: number };
  readonly expectedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** One status, or every status before or after the end (drafts are in neither). */
export type ListedState = 'open-any' | 'closed-any' | Case['status'];

export type StaffList =
  | { readonly list: 'assignee'; readonly personId: string; readonly state: ListedState }
  | { readonly list: 'group'; readonly group: string; readonly state: ListedState }
  | { readonly list: 'unassigned'; readonly group: string }
  | { readonly list: 'all'; readonly state: ListedState };

/** Lists of customers are rows per (person or account, case), projected from events. */
export type PartyList = {
  readonly list: 'drafts' | 'open' | 'closed' | 'action-needed';
  readonly partyId: string;
};

export interface CaseLists {
  /** One page of one index, newest change first. `cursor` is the opaque position of the page before. */
  page(
    list: StaffList | PartyList,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ readonly rows: readonly CaseRow[]; readonly cursor: string | undefined }>;
  /** How many cases are in a list, counted up to `most`: one more than `most` stands for all that are beyond it. */
  count(list: StaffList | PartyList, most: number): Promise<number>;
  /** Puts, moves or hides the rows of one case for its parties; an older `customerVersion` changes nothing. */
  project(rows: readonly ProjectedRow[], caseId: string, customerVersion: number): Promise<void>;
}

export interface ProjectedRow {
  readonly partyId: string;
  /** Absent: this party no longer sees the case. */
  readonly row?: CaseRow;
  readonly list?: 'drafts' | 'open' | 'closed';
  readonly actionNeeded: boolean;
}

/** A person, account or group on record. */
export interface PartyProfile {
  readonly partyId: string;
  readonly kind: 'consumer' | 'contact' | 'account' | 'agent' | 'group';
  readonly displayName: string;
  readonly email?: string;
  readonly phone?: string;
  /** Of a contact: the account that it belongs to. */
  readonly accountId?: string;
  /** Of an agent: support groups. Of a group: its members. */
  readonly groups?: readonly string[];
  readonly members?: readonly string[];
  /** Of a group: who leads it and approves. */
  readonly supervisors?: readonly string[];
  readonly disabled?: boolean;
}

/** What one sign-in may touch; one item per principal (`sub` of the token). */
export interface Grants {
  readonly sub: string;
  readonly personId: string;
  readonly displayName: string;
  readonly groups: readonly string[];
  readonly accountId?: string;
  readonly partnerAccounts: readonly string[];
  readonly disabled: boolean;
}

export interface PartyStore {
  profile(partyId: string): Promise<PartyProfile | undefined>;
  profiles(partyIds: readonly string[]): Promise<readonly PartyProfile[]>;
  /** Who has this address (lower case); several people may share one. */
  byEmail(email: string): Promise<readonly PartyProfile[]>;
  grants(sub: string): Promise<Grants | undefined>;
  put(profile: PartyProfile): Promise<void>;
  putGrants(grants: Grants): Promise<void>;
}
