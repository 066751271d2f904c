import * as z from 'zod/mini';
import {
  ADJUDICATIONS,
  CHANNELS,
  CHECK_RESULTS,
  CHECK_STATUSES,
  CONTEXT_SECTIONS,
  DOCUMENT_STATUSES,
  OUTCOMES,
  PRIORITIES,
  REQUIREMENT_STATUSES,
  RISK_BANDS,
  ROLES,
  SCAN_STATUSES,
  STAGES,
  STATUSES,
  STEP_STATES,
} from '../../domain/vocabulary.ts';
import { answerValue, instant, listOf } from './primitives.ts';

const id = z.string();
const count = z.int();

export const health = z.object({ status: z.literal('ok'), stage: z.string() });
export const received = z.object({ received: z.literal(true) });

const requirementSummary = z.object({
  requirementId: id,
  label: z.string(),
  reason: z.optional(z.string()),
  dueAt: z.optional(instant),
});
const owed = z.object({
  currentlyDue: z.array(requirementSummary),
  pastDue: z.array(requirementSummary),
  eventuallyDue: z.array(requirementSummary),
  pendingReview: z.array(requirementSummary),
});
const allowedAction = z.object({
  name: z.string(),
  method: z.string(),
  href: z.string(),
  blockedBy: z.optional(z.string()),
});

const stepProgress = z.object({
  stepId: id,
  stage: z.enum(STAGES),
  title: z.string(),
  kind: z.string(),
  state: z.enum(STEP_STATES),
  index: count,
  required: z.boolean(),
  dueAt: z.optional(instant),
});
export const progressView = z.object({
  stage: z.enum(STAGES),
  stages: z.array(
    z.object({
      stage: z.enum(STAGES),
      title: z.string(),
      state: z.enum(['upcoming', 'current', 'complete']),
      dueAt: z.optional(instant),
    }),
  ),
  steps: z.array(stepProgress),
  currentStep: z.nullable(stepProgress),
  total: count,
  remaining: z.object({ min: count, max: count }),
});

export const memberView = z.object({
  memberId: id,
  role: z.string(),
  name: z.string(),
  email: z.optional(z.string()),
  dateOfBirth: z.optional(z.string()),
  country: z.optional(z.string()),
  ownershipPercent: z.optional(z.number()),
  personId: z.optional(id),
  addedAt: instant,
  addedBy: id,
});
export const memberList = listOf(memberView);

export const documentView = z.object({
  documentId: id,
  requirementId: z.optional(id),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: count,
  scan: z.enum(SCAN_STATUSES),
  status: z.enum(DOCUMENT_STATUSES),
  channel: z.enum(CHANNELS),
  uploadedBy: id,
  uploadedAt: instant,
  decidedAt: z.optional(instant),
  rejectReason: z.optional(z.string()),
  expiresDate: z.optional(z.string()),
});
export const documentList = listOf(documentView);
export const uploadView = z.object({
  document: documentView,
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
});
export const contentLink = z.object({ url: z.string(), expiresAt: instant });
export const requirementView = z.object({
  requirementId: id,
  definitionId: id,
  memberId: z.optional(id),
  label: z.string(),
  instruction: z.string(),
  oneOf: z.array(z.string()),
  mandatory: z.boolean(),
  status: z.enum(REQUIREMENT_STATUSES),
  dueClass: z.enum(['currently_due', 'eventually_due', 'past_due', 'pending_verification', 'none']),
  documentIds: z.array(id),
  reason: z.optional(z.string()),
  dueAt: z.optional(instant),
});
export const requirementList = listOf(requirementView);
export const verificationView = z.object({
  number: count,
  at: instant,
  missing: z.array(id),
  invalid: z.array(id),
  unexpected: z.array(id),
});

export const checkView = z.object({
  checkId: id,
  label: z.string(),
  status: z.enum(CHECK_STATUSES),
  attempt: count,
  required: z.boolean(),
  result: z.optional(z.enum(CHECK_RESULTS)),
  reasons: z.array(z.string()),
  requestedAt: z.optional(instant),
  completedAt: z.optional(instant),
  adjudication: z.optional(z.object({ verdict: z.enum(ADJUDICATIONS), by: id, at: instant, note: z.string() })),
  lateResults: z.array(z.object({ providerEventId: z.string(), at: instant, result: z.enum(CHECK_RESULTS) })),
});
export const checkList = listOf(checkView);

export const proposalView = z.object({
  number: count,
  resolutionCode: z.string(),
  notes: z.string(),
  terms: z.record(z.string(), answerValue),
  status: z.enum(['undecided', 'accepted', 'rejected', 'lapsed', 'void']),
  proposedAt: instant,
  expiresAt: instant,
  addressesFeedback: z.optional(z.array(count)),
  decidedAt: z.optional(instant),
  rejection: z.optional(z.object({ reasonCode: z.string(), feedback: z.string() })),
  /** What differs from the proposal before, by term. */
  changes: z.array(z.object({ term: z.string(), from: z.nullable(answerValue), to: z.nullable(answerValue) })),
});
export const proposalList = listOf(proposalView);

const infoRequest = z.object({
  number: count,
  message: z.string(),
  requestedAt: instant,
  dueAt: instant,
  open: z.boolean(),
  items: z.array(
    z.object({
      itemId: id,
      label: z.string(),
      kind: z.enum(['text', 'document']),
      requirementId: z.optional(id),
      answered: z.boolean(),
      answer: z.optional(z.string()),
      documentIds: z.optional(z.array(id)),
    }),
  ),
});

export const receiptView = z.object({
  receiptId: id,
  by: id,
  at: instant,
  materialVersion: count,
  sections: z.array(z.enum(CONTEXT_SECTIONS)),
});

export const entryView = z.object({
  entryId: id,
  at: instant,
  /** Version of the case that it made; staff only. */
  version: z.optional(count),
  types: z.array(z.string()),
  actor: z.object({ personId: z.optional(id), kind: z.enum(['person', 'system', 'provider', 'staff']) }),
  facts: z.array(z.record(z.string(), z.unknown())),
  body: z.optional(z.string()),
  mails: z.optional(
    z.array(
      z.object({
        to: z.string(),
        subject: z.string(),
        text: z.string(),
        sentAt: z.optional(instant),
        state: z.enum(['sending', 'sent', 'bounced', 'complained', 'suppressed']),
        template: z.string(),
      }),
    ),
  ),
});
export const timeline = listOf(entryView);

const party = z.object({
  kind: z.enum(['consumer', 'account', 'prospect']),
  name: z.string(),
  consumerId: z.optional(id),
  accountId: z.optional(id),
  contactId: z.optional(id),
});

/** What a list shows of a case. */
export const caseRow = z.object({
  id,
  number: z.string(),
  type: z.string(),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  outcome: z.nullable(z.enum(OUTCOMES)),
  applicantName: z.string(),
  assignee: z.nullable(id),
  group: z.string(),
  priority: z.enum(PRIORITIES),
  owedCount: z.optional(count),
  expectedAt: z.nullable(instant),
  createdAt: instant,
  updatedAt: instant,
});
export const caseList = listOf(caseRow);

export const caseView = z.object({
  id,
  number: z.string(),
  type: z.string(),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  outcome: z.nullable(z.enum(OUTCOMES)),
  version: count,
  materialVersion: count,
  playbook: z.object({ id, version: count }),
  parties: z.object({ applicant: party, openedBy: id, onBehalfOf: z.optional(id) }),
  assignee: z.nullable(id),
  group: z.string(),
  priority: z.enum(PRIORITIES),
  channel: z.enum(CHANNELS),
  progress: progressView,
  requirements: owed,
  infoRequests: z.array(infoRequest),
  allowedActions: z.array(allowedAction),
  expectedBy: z.nullable(instant),
  createdAt: instant,
  updatedAt: instant,
  submittedAt: z.optional(instant),
  closedAt: z.optional(instant),
  resolution: z.optional(z.object({ code: z.string(), notes: z.string() })),
  /** Only on request (`expand`), and only what the caller may see. */
  members: z.optional(z.array(memberView)),
  documents: z.optional(z.array(documentView)),
  proposals: z.optional(z.array(proposalView)),
  timeline: z.optional(z.array(entryView)),
  /** Staff only; absent for customers. */
  checks: z.optional(z.array(checkView)),
  offer: z.optional(z.object({ assignee: id, offeredBy: id, expiresAt: instant })),
  riskBand: z.optional(z.enum(RISK_BANDS)),
  needsAttention: z.optional(z.boolean()),
  preApproval: z.optional(z.object({ approval: z.string(), completedAt: z.optional(instant) })),
  verification: z.optional(verificationView),
});

const fieldView = z.object({
  id,
  label: z.string(),
  help: z.optional(z.string()),
  type: z.string(),
  required: z.boolean(),
  visible: z.boolean(),
  options: z.optional(z.array(z.object({ value: z.string(), label: z.string() }))),
  minLength: z.optional(count),
  maxLength: z.optional(count),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  pattern: z.optional(z.string()),
  value: z.optional(answerValue),
  author: z.optional(z.object({ by: id, channel: z.enum(CHANNELS), at: instant })),
});
export const stepView = z.object({
  stepId: id,
  kind: z.string(),
  title: z.string(),
  help: z.optional(z.string()),
  state: z.enum(STEP_STATES),
  revision: count,
  fields: z.array(fieldView),
  memberRoles: z.optional(z.array(z.object({ id, label: z.string(), minimum: count, maximum: count }))),
  /** What stands between this step and completion. */
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
  caseVersion: count,
  materialVersion: count,
});
export const reviewView = z.object({
  materialVersion: count,
  steps: z.array(stepView),
  members: z.array(memberView),
  documents: z.array(documentView),
  requirements: owed,
  problems: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
});

export const audit = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  nextCursor: z.nullable(z.string()),
  hasMore: z.boolean(),
  /** Hash of the newest event on the case: what the last page must end in. */
  head: z.string(),
});

export const me = z.object({
  personId: id,
  displayName: z.string(),
  kind: z.string(),
  roles: z.array(z.enum(ROLES)),
  groups: z.array(z.string()),
  accountId: z.optional(id),
  views: z.array(z.object({ view: z.string(), href: z.string() })),
});

export const quarantineList = listOf(
  z.object({
    mailId: id,
    receivedAt: instant,
    reason: z.string(),
    from: z.string(),
    subject: z.string(),
    attachments: count,
  }),
);

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))),
  allowedActions: z.optional(z.array(z.string())),
  currentVersion: z.optional(z.int()),
});
