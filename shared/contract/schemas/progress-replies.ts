import * as z from 'zod/mini';
import { STAGES, STEP_STATES } from '../../domain/vocabulary.ts';
import { answerValue, instant } from './primitives.ts';

const id = z.string();
const count = z.int();

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
const decisionView = z.object({
  id,
  title: z.string(),
  value: z.string(),
  /** The rule that fired; null when none did. */
  ruleId: z.nullable(id),
  facts: z.array(z.object({ fact: z.string(), value: answerValue })),
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
  /** Staff only: what the playbook's decisions came to, and why. */
  decisions: z.optional(z.array(decisionView)),
});
