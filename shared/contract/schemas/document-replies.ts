import * as z from 'zod/mini';
import { CHANNELS, DOCUMENT_STATUSES, REQUIREMENT_STATUSES, SCAN_STATUSES } from '../../domain/vocabulary.ts';
import { instant, listOf } from './primitives.ts';

const id = z.string();
const count = z.int();

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
  /** 1, 2, 3 … among the documents of its requirement. */
  revision: z.optional(count),
  /** The document that came in its place. */
  replacedBy: z.optional(id),
  kind: z.optional(z.string()),
  issuedDate: z.optional(z.string()),
  certified: z.optional(z.boolean()),
  language: z.optional(z.string()),
  translationProvided: z.optional(z.boolean()),
  /** Where it was accepted before; which case that was is shown to staff. */
  reusedFrom: z.optional(z.object({ acceptedAt: instant, caseId: z.optional(id), documentId: z.optional(id) })),
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
  rules: z.object({
    maximumAgeMonths: z.optional(count),
    certified: z.optional(z.boolean()),
    languages: z.optional(z.array(z.string())),
    waivable: z.boolean(),
    deferrable: z.boolean(),
    reusable: z.boolean(),
  }),
  copies: z.object({ needed: count, accepted: count }),
  expiresDate: z.optional(z.string()),
  expiring: z.optional(z.boolean()),
  /** The newest waiver or deferral. Staff only. */
  decision: z.optional(
    z.object({
      decision: z.enum(['waived', 'deferred']),
      state: z.enum(['requested', 'approved', 'refused', 'withdrawn', 'passed']),
      reason: z.string(),
      untilDate: z.optional(z.string()),
      requestedBy: id,
      requestedAt: instant,
      approvedBy: z.optional(id),
      approvedAt: z.optional(instant),
      endedBy: z.optional(id),
      endedAt: z.optional(instant),
      endedBecause: z.optional(z.string()),
    }),
  ),
});
export const requirementList = listOf(requirementView);
export const verificationView = z.object({
  number: count,
  at: instant,
  missing: z.array(id),
  invalid: z.array(id),
  unexpected: z.array(id),
  expiring: z.array(id),
});
