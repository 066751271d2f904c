import type { Adjudication } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireText } from './input-text.ts';
import { CheckNotOpen, CheckUnknown, RequesterCannotAdjudicate } from './refusals.ts';
import { statusAfter } from './transitions.ts';

export interface CheckJudgement {
  readonly checkId: string;
  readonly verdict: Adjudication;
  readonly note: string;
}

/**
 * Judges a `consider`, once.
 *
 * @throws {CheckUnknown}
 * @throws {CheckNotOpen} for any other result, or one that was judged before
 * @throws {RequesterCannotAdjudicate} {InputInvalid}
 */
export function adjudicateCheck(case_: Case, { checkId, verdict, note }: CheckJudgement, s: Surroundings): Decision {
  statusAfter(case_, 'adjudicate_check');
  const check = case_.checks.find((one) => one.checkId === checkId);
  if (check === undefined) throw new CheckUnknown(checkId);
  if (check.status !== 'complete' || check.result !== 'consider' || check.adjudication !== undefined) {
    throw new CheckNotOpen(checkId, check.adjudication === undefined ? check.status : 'adjudicated');
  }
  const by = s.caller.personId;
  if (check.attempts.some(({ attempt, requestedBy }) => attempt === check.attempt && requestedBy === by)) {
    throw new RequesterCannotAdjudicate(checkId);
  }
  const adjudication = { verdict, by, at: s.at, note: requireText(note, '/note') };
  const checks = replace(case_.checks, check, { ...check, adjudication });
  return decide(case_, { checks }, [{ type: 'check.adjudicated', checkId, verdict }], s.at);
}
