import * as z from 'zod/mini';
import { STEP_STATES } from '../../domain/vocabulary.ts';
import { author } from './author-replies.ts';
import { documentView, requirementView } from './document-replies.ts';
import { answerValue } from './primitives.ts';
import { memberView, owed } from './replies.ts';

const id = z.string();
const count = z.int();

/** A condition of the playbook as it stands there. */
const condition = z.record(z.string(), z.unknown());
const fieldView = z.object({
  id,
  label: z.string(),
  help: z.optional(z.string()),
  type: z.string(),
  required: z.boolean(),
  visible: z.boolean(),
  visibleWhen: z.optional(condition),
  requiredWhen: z.optional(condition),
  options: z.optional(z.array(z.object({ value: z.string(), label: z.string() }))),
  minLength: z.optional(count),
  maxLength: z.optional(count),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  pattern: z.optional(z.string()),
  value: z.optional(answerValue),
  author: z.optional(author),
});
export const stepView = z.object({
  stepId: id,
  kind: z.string(),
  title: z.string(),
  help: z.optional(z.string()),
  required: z.boolean(),
  state: z.enum(STEP_STATES),
  /** To be sent back with a save, so that nobody's work is overwritten. */
  revision: count,
  fields: z.array(fieldView),
  /** What the conditions of the fields ask for besides this form's own answers. */
  facts: z.record(z.string(), answerValue),
  memberRoles: z.optional(
    z.array(
      z.object({
        id,
        label: z.string(),
        minimum: count,
        maximum: count,
        needsOwnershipPercent: z.boolean(),
        needsDateOfBirth: z.boolean(),
      }),
    ),
  ),
  members: z.optional(z.array(memberView)),
  requirements: z.optional(z.array(requirementView)),
  /** What stands between this step and completion. */
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
  previousStepId: z.optional(id),
  nextStepId: z.optional(id),
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
