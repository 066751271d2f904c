import { addBusinessDays, addBusinessMs, businessMsBetween } from '../calendar.ts';
import type { Fact } from '../events/fact.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { STAGES, type Stage } from '../vocabulary.ts';
import type { Case, Instant, StageRecord } from './case.ts';
import type { Changes } from './change.ts';

/** Leaves the current stage and enters another one, with its own due date. A stage that is re-entered gets a new record. */
export function enterStage(case_: Case, playbook: Playbook, stage: Stage, at: Instant): Changes {
  return {
    stage,
    stages: [...completeStages(case_.stages, at), stageRecord(playbook, stage, at)],
    expectedAt: expectedAt(playbook, stage, at),
  };
}

export const stageCompleted = (stage: Stage): Fact => ({ type: 'case.stage_completed', stage });

/** Closes the record of the stage that is under way. */
export function completeStages(stages: readonly StageRecord[], at: Instant): readonly StageRecord[] {
  return stages.map((record) => (record.completedAt === undefined ? { ...record, completedAt: at } : record));
}

export function stageRecord(playbook: Playbook, stage: Stage, at: Instant): StageRecord {
  const days = playbook.stages[stage].businessDays;
  return { stage, enteredAt: at, ...(days !== undefined && { dueAt: addBusinessDays(at, days) }) };
}

/** When the case should be done if this stage and all later ones take the days that they have. */
export function expectedAt(playbook: Playbook, stage: Stage, at: Instant): Instant | undefined {
  const ahead = STAGES.slice(STAGES.indexOf(stage));
  const days = ahead.reduce((sum, one) => sum + (playbook.stages[one].businessDays ?? 0), 0);
  return days === 0 ? undefined : addBusinessDays(at, days);
}

/** Due dates after a wait for the customer: where the stage says so, the clock stood still from `pausedAt` to `at`. */
export function resumeClocks(case_: Case, playbook: Playbook, pausedAt: Instant, at: Instant): Changes {
  if (!playbook.stages[case_.stage].pausesForCustomer) return {};
  const pausedMs = businessMsBetween(pausedAt, at);
  const later = (dueAt: Instant): Instant => addBusinessMs(dueAt, pausedMs);
  const stages = case_.stages.map((record) =>
    record.completedAt === undefined && record.dueAt !== undefined ? { ...record, dueAt: later(record.dueAt) } : record,
  );
  return { stages, ...(case_.expectedAt !== undefined && { expectedAt: later(case_.expectedAt) }) };
}
