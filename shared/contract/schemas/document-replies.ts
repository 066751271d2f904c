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
