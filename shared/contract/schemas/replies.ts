import * as z from 'zod/mini';
import {
  CHANNELS,
  CONTEXT_SECTIONS,
  OUTCOMES,
  PRIORITIES,
  RISK_BANDS,
  STAGES,
  STATUSES,
} from '../../domain/vocabulary.ts';
import { conflict } from './author-replies.ts';
import { checkView } from './check-replies.ts';
import { documentView, verificationView } from './document-replies.ts';
import { entryView } from './history-replies.ts';
import { instant, listOf } from './primitives.ts';
import { progressView } from './progress-replies.ts';
import { proposalView } from './proposal-replies.ts';
import { setAsideView } from './set-aside-replies.ts';

const id = z.string();
const count = z.int();

export const health = z.object({ status: z.literal('ok'), stage: z.string() });

const requirementSummary = z.object({
  requirementId: id,
  label: z.string(),
  reason: z.optional(z.string()),
  dueAt: z.optional(instant),
});
export const owed = z.object({
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
      dropped: z.optional(z.boolean()),
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
  /** Of a draft: where to go on, and how far it is. */
  resumeStepId: z.optional(id),
  resumeHref: z.optional(z.string()),
  progress: z.optional(z.object({ index: count, total: count })),
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
  /** What this kind of application has no place for; kept for one that has. */
  setAside: z.optional(z.array(setAsideView)),
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
  /** Passes through the guided process. */
  playbookRuns: z.optional(
    z.array(
      z.object({
        number: count,
        startedAt: instant,
        by: id,
        reason: z.optional(z.string()),
        end: z.optional(z.enum(['restarted', 'cancelled', 'case_ended'])),
        endedAt: z.optional(instant),
        endedBy: z.optional(id),
        endReason: z.optional(z.string()),
      }),
    ),
  ),
});

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  instance: z.optional(z.string()),
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))),
  conflicts: z.optional(z.array(conflict)),
  allowedActions: z.optional(z.array(z.string())),
  currentVersion: z.optional(z.int()),
});
