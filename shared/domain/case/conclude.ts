import type { Case } from './case.ts';
import { withCustomerFacts } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { StatusNotInStage } from './guided-refusals.ts';
import { taskStates } from './task-states.ts';
import { endAttempt } from './write-task.ts';

/**
 * What every decision brings with it, whoever made it: the stage has to allow the status, and the playbook's messages
 * whose turn has come go out.
 *
 * @throws {StatusNotInStage}
 */
export function conclude(before: Case, decision: Decision, s: Surroundings): Decision {
  if (decision.facts.length === 0) return decision;
  requireStatusInStage(before, decision.case, s);
  return sendMessages(before, decision, s);
}

/** A case that its playbook forbids to stand where it does can still be worked on. */
function requireStatusInStage(before: Case, { status, stage }: Case, { playbook }: Surroundings): void {
  const isSame = before.status === status && before.stage === stage;
  if (isSame || status === 'cancelled' || playbook.stages[stage].statuses.includes(status)) return;
  throw new StatusNotInStage(status, stage);
}

/** One message may be what another one waited for. What goes out at once is one mail, and so one fact. */
function sendMessages(before: Case, decision: Decision, s: Surroundings): Decision {
  let case_ = decision.case;
  const taskIds: string[] = [];
  for (let due = dueMessage(case_, s); due !== undefined; due = dueMessage(case_, s)) {
    const end = { end: 'complete', endedAt: s.at, endedBy: s.caller.personId } as const;
    case_ = { ...case_, tasks: endAttempt(case_, due, end) };
    taskIds.push(due.definition.id);
  }
  if (taskIds.length === 0) return decision;
  const fact = { type: 'task.message_sent', taskIds } as const;
  return withCustomerFacts(before, { case: case_, facts: decision.facts }, [fact], s.at);
}

const dueMessage = (case_: Case, { playbook }: Surroundings) =>
  taskStates(case_, playbook).find(({ definition, state }) => definition.kind === 'notify' && state === 'ready');
