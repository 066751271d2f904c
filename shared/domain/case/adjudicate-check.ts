import { InputInvalid } from '../errors.ts';
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
 * Judges a `consider`, or the lack of any result, once. A check that failed, or that nobody provides here, becomes a
 * person's work: the note says what was done instead, and `insufficient_data` is the only verdict that fits.
 *
 * @throws {CheckUnknown}
 * @throws {CheckNotOpen} for any other result, or one that was judged before
 * @throws {RequesterCannotAdjudicate}
 * @throws {InputInvalid} for an empty note, or another verdict where there is no result
 */
export function adjudicateCheck(case_: Case, { checkId, verdict, note }: CheckJudgement, s: Surroundings): Decision {
  statusAfter(case_, 'adjudicate_check');
  const check = case_.checks.find((one) => one.checkId === checkId);
  if (check === undefined) throw new CheckUnknown(checkId);
  const isWithoutResult = check.status === 'timed_out' || check.status === 'error';
  const isConsider = check.status === 'complete' && check.result === 'consider';
  if (check.adjudication !== undefined) throw new CheckNotOpen(checkId, 'adjudicated');
  if (!isConsider && !isWithoutResult) throw new CheckNotOpen(checkId, check.status);
  if (isWithoutResult && verdict !== 'insufficient_data') throw new InputInvalid([noResult]);
  const by = s.caller.personId;
  if (check.attempts.some(({ attempt, requestedBy }) => attempt === check.attempt && requestedBy === by)) {
    throw new RequesterCannotAdjudicate(checkId);
  }
  const adjudication = { verdict, by, at: s.at, note: requireText(note, '/note') };
  const checks = replace(case_.checks, check, { ...check, adjudication });
  return decide(case_, { checks }, [{ type: 'check.adjudicated', checkId, verdict }], s.at);
}

const noResult = {
  pointer: '/verdict',
  code: 'check.no-result',
  message: 'There is no result that could be false: say insufficient_data, and in the note what was done instead.',
};
