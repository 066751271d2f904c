import type { Case } from '../../shared/domain/case/case.ts';
import type { Check } from '../../shared/domain/case/check.ts';
import { type CheckReport, recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { AT } from './a-case.ts';
import { asSystem, played, request, underReview } from './cases-by-state.ts';

export const requested = () => played(underReview(), request('background'));
export const background = ({ checks }: Case): Check => checks.find(({ checkId }) => checkId === 'background')!;
export const report = (overrides: Partial<CheckReport> = {}): CheckReport => ({
  checkId: 'background',
  attempt: 1,
  providerEventId: 'event_1',
  occurredAt: '2026-03-03T10:00:00.000Z',
  status: 'complete',
  result: 'clear',
  reasons: ['no_match'],
  providerRef: 'ref_1',
  ...overrides,
});
export const progress = (overrides: Partial<CheckReport> = {}): CheckReport => {
  const { result: _, ...rest } = report({ status: 'in_progress', ...overrides });
  return rest;
};
export const take = (case_: Case, overrides: Partial<CheckReport> = {}, at = AT) =>
  recordCheckResult(case_, report(overrides), asSystem({ at }));
