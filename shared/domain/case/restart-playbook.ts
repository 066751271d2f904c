import { InputInvalid, LimitExceeded } from '../errors.ts';
import { STAGES, type Stage } from '../vocabulary.ts';
import { CAPS } from './caps.ts';
import type { Case } from './case.ts';
import { type Changes, decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { endRun, startRun } from './playbook-runs.ts';
import { preApprovalRecord } from './record-pre-approval.ts';
import { enterStage } from './stages.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';
import { newAttempts } from './write-task.ts';

export interface PlaybookRestart {
  readonly reason: string;
  /** Where an open case begins anew: its own stage unless an earlier one is named. */
  readonly stage?: Stage | undefined;
}

/** Stages in which a case can be open, and so can begin anew. */
const RESTARTABLE: readonly Stage[] = ['pre_approval', 'data_capture', 'resolve'];

/**
 * Goes through the guided process once more. Answers, people and documents stay: a draft's steps are looked at again,
 * an open case's tasks get a new attempt, and its stage begins with a new due date. A cancelled process starts again so.
 *
 * @throws {InputInvalid} for a stage that the case has not reached, or in which it cannot be open
 * @throws {LimitExceeded}
 */
export function restartPlaybook(
  case_: Case,
  { reason, stage = case_.stage }: PlaybookRestart,
  s: Surroundings,
): Decision {
  statusAfter(case_, 'restart_playbook');
  const why = requireText(reason, '/reason');
  requireStage(case_, stage);
  if (case_.playbookRuns.length >= CAPS.playbookRuns)
    throw new LimitExceeded('runs of its playbook', CAPS.playbookRuns);
  const ended = endRun(case_.playbookRuns, { end: 'restarted', endedAt: s.at, endedBy: s.caller.personId });
  const playbookRuns = startRun(ended, { startedAt: s.at, by: s.caller.personId, reason: why });
  const again = case_.status === 'draft' ? draftAgain(case_) : stageAgain(case_, stage, s);
  const approval = stage === 'pre_approval' ? preApprovalRecord(s) : undefined;
  const fact = { type: 'playbook.restarted', number: playbookRuns.length, stage } as const;
  const facts = approval === undefined ? [fact] : [fact, approval.fact];
  return decide(case_, { playbookRuns, ...again, ...approval?.changes }, facts, s.at);
}

function requireStage(case_: Case, stage: Stage): void {
  const isPossible =
    case_.status === 'draft'
      ? stage === 'initiate'
      : RESTARTABLE.includes(stage) && STAGES.indexOf(stage) <= STAGES.indexOf(case_.stage);
  if (isPossible) return;
  const message = 'Name the stage that the case is in, or an earlier one in which it was open.';
  throw new InputInvalid([{ pointer: '/stage', code: 'playbook.stage-not-possible', message }]);
}

function draftAgain({ answers }: Case): Changes {
  return {
    reviewedMaterialVersion: undefined,
    answers: answers.map((one) => (one.completedAt === undefined ? one : { ...one, needsRevisit: true })),
  };
}

/** What was found in the stages that are gone through once more is looked for anew. */
function stageAgain(case_: Case, stage: Stage, { playbook, at }: Surroundings): Changes {
  return {
    ...enterStage(case_, playbook, stage, at),
    tasks: newAttempts(case_, playbook, stage, at),
    ...(stage !== 'resolve' && {
      verification: undefined,
      timers: withTimers(case_, ['document_reminder', 'document_expiry']),
    }),
  };
}
