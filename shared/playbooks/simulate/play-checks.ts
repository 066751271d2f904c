import type { Case } from '../../domain/case/case.ts';
import { type CheckState, checkStates, isUnderWay } from '../../domain/case/check-states.ts';
import { completeReview } from '../../domain/case/complete-review.ts';
import { recordCheckResult } from '../../domain/case/record-check-result.ts';
import { requestCheck } from '../../domain/case/request-check.ts';
import type { Scenario } from '../../domain/playbook/scenario.ts';
import { attempt, reasonOf } from './attempt.ts';
import type { Cast } from './cast.ts';
import { namedSlots, withDocuments } from './play-documents.ts';
import type { Story } from './story.ts';

type Proofs = Pick<Scenario, 'checkResults' | 'documents'>;

/**
 * Every check is made, also those that only the result of another one asks for, and what documents the results ask for
 * are sent; the review ends where nobody has to judge.
 */
export function playChecks(story: Story, { checkResults, documents }: Proofs, cast: Cast): Story {
  const { playbook } = cast.system;
  const before = namedSlots(story.case, playbook);
  let checked = story.case;
  for (let open = nextOf(checked, cast); open !== undefined; open = nextOf(checked, cast))
    checked = withResult(checked, open, checkResults, cast);
  const later = documents.filter((name) => !before.has(name));
  checked = withDocuments(checked, later, cast);
  const unclear = checkStates(checked, playbook).filter((state) => state.definition.required && !isClear(state));
  const reason = unclear.map(({ definition, check }) => `${definition.id} ${check?.result ?? 'without result'}`);
  if (reason.length > 0) return ended({ ...story, case: checked }, 'judgement_needed', reason.join(', '));
  const who = playbook.reviewCompletion === 'automatic' ? cast.system : cast.agent;
  const completed = attempt(checked, (case_) => completeReview(case_, {}, who));
  if (completed.refusal !== undefined)
    return ended({ ...story, case: checked }, 'documents_owed', `owed: ${reasonOf(completed.refusal)}`);
  return ended({ ...story, case: completed.case }, 'review_complete', 'every required check is clear');
}

const ended = (story: Story, outcome: NonNullable<Story['end']>['outcome'], reason: string): Story => ({
  ...story,
  end: { outcome, reason },
});

function nextOf(case_: Case, { system }: Cast): CheckState | undefined {
  return checkStates(case_, system.playbook).find(({ check }) => check === undefined);
}

function withResult(
  case_: Case,
  { definition, attempt: number }: CheckState,
  results: Scenario['checkResults'],
  { system }: Cast,
): Case {
  const checkId = definition.id;
  const requested = requestCheck(case_, { checkId, attempt: number }, system).case;
  const result = results[checkId];
  const isWaiting = requested.checks.some((check) => check.checkId === checkId && isUnderWay(check.status));
  if (result === undefined || !isWaiting) return requested;
  const report = { checkId, attempt: number, providerEventId: checkId, occurredAt: system.at, reasons: [] } as const;
  return recordCheckResult(requested, { ...report, status: 'complete', result }, system).case;
}

const isClear = ({ check }: CheckState): boolean => check?.status === 'complete' && check.result === 'clear';
