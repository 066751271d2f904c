import { checksOf } from '../playbook/checks-of.ts';
import type { CheckDefinition, Playbook } from '../playbook/playbook.ts';
import type { CheckStatus } from '../vocabulary.ts';
import type { Case } from './case.ts';
import type { Check } from './check.ts';
import { dataDigest } from './data-digest.ts';

/** A check that this case has to go through, as it stands. */
export interface CheckState {
  readonly definition: CheckDefinition;
  readonly check?: Check;
  /** `stale` also when nobody has marked it, but the data is not what was checked. */
  readonly status: CheckStatus;
  /** Attempt that is under way or done; where a new one is needed, the number of that. */
  readonly attempt: number;
}

/** Statuses from which the check has to be made anew. */
const TO_BE_REDONE: readonly CheckStatus[] = ['not_started', 'stale', 'cancelled'];
const UNDER_WAY: readonly CheckStatus[] = ['requested', 'awaiting_applicant', 'in_progress'];

export function checkStates(case_: Case, playbook: Playbook): readonly CheckState[] {
  const definitions = checksOf(case_, playbook);
  const digest = dataDigest(case_);
  return definitions.map((definition) => {
    const check = case_.checks.find(({ checkId }) => checkId === definition.id);
    if (check === undefined) return { definition, status: 'not_started', attempt: 1 };
    const status = check.dataDigest === digest ? check.status : 'stale';
    return { definition, check, status, attempt: check.attempt + Number(TO_BE_REDONE.includes(status)) };
  });
}

/** A result is still to come. */
export const isPending = ({ status }: CheckState): boolean => [...TO_BE_REDONE, ...UNDER_WAY].includes(status);

export const isUnderWay = (status: CheckStatus): boolean => UNDER_WAY.includes(status);

/** Someone has to judge the result, or the lack of one, before the review can be completed. */
export const awaitsJudgement = (state: CheckState): boolean =>
  hasFailed(state) ||
  (state.status === 'complete' && state.check?.result === 'consider' && state.check.adjudication === undefined);

/** There is no result, none will come by itself, and nobody has said yet how the case goes on without. */
export const hasFailed = ({ status, check }: CheckState): boolean =>
  (status === 'timed_out' || status === 'error') && check?.adjudication === undefined;

/** The provider could not tell whom it looked at; only a person may complete the review then. */
export const isUnidentified = ({ status, check }: CheckState): boolean =>
  status === 'complete' && check?.result === 'unidentified';
