import * as z from 'zod/mini';
import { BANDS, STAGES, STEP_STATES } from '../../domain/vocabulary.ts';
import { answerValue, instant, listOf } from './primitives.ts';

const id = z.string();
const count = z.int();

/** Of the business time that there is; it stands still where the stage waits for the customer. */
const clock = {
  dueAt: z.optional(instant),
  elapsedPercent: z.optional(count),
  band: z.optional(z.enum(BANDS)),
};
const stepProgress = z.object({
  stepId: id,
  stage: z.enum(STAGES),
  title: z.string(),
  kind: z.string(),
  state: z.enum(STEP_STATES),
  index: count,
  required: z.boolean(),
  /** Who has it, where that is one person. */
  assignee: z.optional(id),
  ...clock,
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
  stages: z.array(
    z.object({
      stage: z.enum(STAGES),
      title: z.string(),
      state: z.enum(STEP_STATES),
      /** Whether its clock stands still while the customer is asked for something, and whether it does now. */
      pausesForCustomer: z.boolean(),
      paused: z.boolean(),
      ...clock,
    }),
  ),
  /** Those that the filter leaves, each with its place among all; everything else counts all of them. */
  steps: z.array(stepProgress),
  /** Absent while the other side is at work, and at the end. */
  currentStep: z.optional(stepProgress),
  index: count,
  total: count,
  remaining: z.object({ min: count, max: count }),
  owedCount: count,
  /** Staff only: what the playbook's decisions came to, and why. */
  decisions: z.optional(z.array(decisionView)),
});

export const taskView = z.object({
  taskId: id,
  kind: z.enum(['agent_task', 'notify']),
  stage: z.enum(STAGES),
  title: z.string(),
  help: z.optional(z.string()),
  presence: z.enum(['required', 'recommended', 'optional']),
  skippable: z.boolean(),
  state: z.enum(STEP_STATES),
  /** Whether an optional task can be made part of the case now. */
  insertable: z.boolean(),
  inserted: z.optional(z.object({ by: id, at: instant, reason: z.optional(z.string()) })),
  attempts: z.array(
    z.object({
      number: count,
      startedAt: instant,
      end: z.optional(z.enum(['complete', 'skipped', 'cancelled'])),
      endedAt: z.optional(instant),
      endedBy: z.optional(id),
      note: z.optional(z.string()),
    }),
  ),
});
export const taskList = listOf(taskView);
