import * as z from 'zod/mini';

const id = z.string();

/** Something that a case keeps for a playbook that has a place for it. Which members there are follows from `what`. */
export const setAsideView = z.object({
  what: z.enum(['answer', 'member', 'binding', 'waiver', 'check', 'task']),
  /** The one that had a place for it. */
  playbook: z.object({ id, version: z.int() }),
  fieldId: z.optional(id),
  value: z.optional(z.unknown()),
  memberId: z.optional(id),
  name: z.optional(z.string()),
  role: z.optional(id),
  documentId: z.optional(id),
  requirementId: z.optional(id),
  checkId: z.optional(id),
  taskId: z.optional(id),
});
