import { InputInvalid } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import type { CheckResult } from '../vocabulary.ts';
import type { Case, Instant } from './case.ts';
import { type Changes, decide, replace, unchanged } from './change.ts';
import type { Check, CheckAttempt } from './check.ts';
import { isUnderWay } from './check-states.ts';
import type { Decision, Surroundings } from './decision.ts';
import { openInfoRequest } from './open-info-request.ts';
import { CheckUnknown } from './refusals.ts';

export interface CheckReport {
  readonly checkId: string;
  readonly attempt: number;
  /** The provider's id of this report; the same report twice changes nothing. */
  readonly providerEventId: string;
  /** When it happened by the provider's clock, UTC with milliseconds: reports are ordered by it. */
  readonly occurredAt: Instant;
  readonly status: 'in_progress' | 'awaiting_applicant' | 'complete' | 'error';
  /** Of a complete check. */
  readonly result?: CheckResult;
  /** Codes of the provider. */
  readonly reasons: readonly string[];
  readonly providerRef?: string;
}

const SEEN_EVENTS = 50;

/**
 * Takes in what a provider reports, whenever it comes. A report that is a repetition, or older than one already
 * applied, changes nothing. A result that comes when the check can no longer take it is kept as a late result, and an
 * adverse one asks for attention. After a time-out the result counts as late too, but as nobody has decided without
 * it, the check takes it.
 *
 * @throws {CheckUnknown} when this check was never requested
 * @throws {InputInvalid} when the report says complete and gives no result
 */
export function recordCheckResult(case_: Case, report: CheckReport, s: Surroundings): Decision {
  const check = case_.checks.find(({ checkId }) => checkId === report.checkId);
  if (check === undefined) throw new CheckUnknown(report.checkId);
  if (report.status === 'complete' && report.result === undefined) throw new InputInvalid([resultMissing]);
  if (isOldNews(check, report)) return unchanged(case_);
  const isLate = !mayTake(case_, check, report);
  if (isLate && report.result === undefined) return unchanged(case_);
  const seen = withReport(check, report);
  const next = isLate ? seen : applied(seen, report, s);
  const late = isLate || check.status === 'timed_out';
  const kept = late ? withLateResult(next, report, s) : next;
  const changes: Changes = {
    checks: replace(case_.checks, check, kept),
    ...(needsSomebody(report, late) && { needsAttention: true }),
  };
  return decide(case_, changes, [...(isLate ? [] : [progress(report)]), ...(late ? lateFacts(report) : [])], s.at);
}

/** A provider that fails is a task; so is an adverse result that nobody expected any more. */
function needsSomebody({ status, result }: CheckReport, late: boolean): boolean {
  return status === 'error' || (late && result !== undefined && result !== 'clear');
}

function isOldNews(check: Check, { providerEventId, occurredAt }: CheckReport): boolean {
  const isOlder = check.lastProviderEventAt !== undefined && occurredAt < check.lastProviderEventAt;
  return isOlder || check.seenProviderEvents.includes(providerEventId);
}

/** A newer result replaces an earlier one as long as nobody has judged it or built on it. */
function mayTake(case_: Case, check: Check, { attempt, result }: CheckReport): boolean {
  if (!isInReview(case_) || attempt !== check.attempt) return false;
  if (isUnderWay(check.status) || check.status === 'error') return true;
  if (check.status === 'timed_out') return result !== undefined;
  const isRevised = result !== undefined && result !== check.result;
  return check.status === 'complete' && check.adjudication === undefined && isRevised;
}

/** Checks go on while the case waits for information. */
function isInReview(case_: Case): boolean {
  return case_.status === 'under_review' || openInfoRequest(case_)?.priorStatus === 'under_review';
}

function withReport(check: Check, { providerEventId, occurredAt }: CheckReport): Check {
  const seenProviderEvents = [...check.seenProviderEvents, providerEventId].slice(-SEEN_EVENTS);
  return { ...check, seenProviderEvents, lastProviderEventAt: occurredAt };
}

function applied(check: Check, report: CheckReport, { at }: Surroundings): Check {
  const { status, result, reasons, providerRef } = report;
  const isDone = status === 'complete';
  const attempts = check.attempts.map(
    (attempt): CheckAttempt =>
      attempt.attempt !== check.attempt
        ? attempt
        : {
            ...attempt,
            reasons,
            ...(providerRef !== undefined && { providerRef }),
            ...(isDone && { completedAt: at }),
            ...(isDone && result !== undefined && { result }),
          },
  );
  return { ...check, status, attempts, ...(isDone && result !== undefined && { result }) };
}

function withLateResult(check: Check, { providerEventId, result }: CheckReport, { at }: Surroundings): Check {
  if (result === undefined) return check;
  return { ...check, lateResults: [...check.lateResults, { providerEventId, at, result }].slice(-SEEN_EVENTS) };
}

function progress({ checkId, attempt, status, result, reasons }: CheckReport): Fact {
  if (status !== 'complete' || result === undefined)
    return { type: 'check.progressed', checkId, attempt, status, reasons };
  return { type: 'check.completed', checkId, attempt, result, reasons };
}

function lateFacts({ checkId, attempt, result }: CheckReport): readonly Fact[] {
  if (result === undefined) return [];
  return [{ type: 'check.late_result', checkId, attempt, result, adverse: result !== 'clear' }];
}

const resultMissing = { pointer: '/result', code: 'check.result-missing', message: 'A complete check has a result.' };
