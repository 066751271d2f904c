import { InputInvalid } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import type { CheckResult } from '../vocabulary.ts';
import type { Case, Instant } from './case.ts';
import { type Changes, decide, replace, unchanged } from './change.ts';
import type { Check } from './check.ts';
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
  const news = newsOf(report);
  const reception = receive(case_, check, news);
  if (reception === 'ignored') return unchanged(case_);
  const isApplied = reception !== 'late';
  const isLate = reception !== 'applied';
  const seen = withReport(check, news);
  const next = isApplied ? applied(seen, news, s) : seen;
  const changes: Changes = {
    checks: replace(case_.checks, check, isLate ? withLateResult(next, news, s) : next),
    ...(needsSomebody(news, isLate) && { needsAttention: true }),
  };
  return decide(case_, changes, [...(isApplied ? [progress(news)] : []), ...(isLate ? [lateFact(news)] : [])], s.at);
}

/** A result is that of a complete check, and every complete check has one. */
function newsOf({ result, ...report }: CheckReport): CheckReport {
  if (report.status !== 'complete') return report;
  if (result === undefined) throw new InputInvalid([resultMissing]);
  return { ...report, result };
}

/** A provider that fails is a task; so is an adverse result that nobody expected any more. */
function needsSomebody({ status, result }: CheckReport, isLate: boolean): boolean {
  return status === 'error' || (isLate && result !== 'clear');
}

/** A newer result replaces an earlier one as long as nobody has judged it or built on it; the same again is no news. */
function receive(case_: Case, check: Check, { attempt, result, ...report }: CheckReport) {
  if (isOldNews(check, report)) return 'ignored';
  const isOfReview = isInReview(case_) && attempt === check.attempt;
  const isCurrent = isOfReview && check.adjudication === undefined;
  if (isCurrent && (isUnderWay(check.status) || check.status === 'error')) return 'applied';
  if (result === undefined || (isOfReview && result === check.result)) return 'ignored';
  if (isCurrent && check.status === 'timed_out') return 'applied late';
  return isCurrent && check.status === 'complete' ? 'applied' : 'late';
}

function isOldNews(check: Check, { providerEventId, occurredAt }: Pick<CheckReport, 'providerEventId' | 'occurredAt'>) {
  const isOlder = check.lastProviderEventAt !== undefined && occurredAt < check.lastProviderEventAt;
  return isOlder || check.seenProviderEvents.includes(providerEventId);
}

/** Checks go on while the case waits for information. */
function isInReview(case_: Case): boolean {
  return case_.status === 'under_review' || openInfoRequest(case_)?.priorStatus === 'under_review';
}

function withReport(check: Check, { providerEventId, occurredAt }: CheckReport): Check {
  const seenProviderEvents = [...check.seenProviderEvents, providerEventId].slice(-SEEN_EVENTS);
  return { ...check, seenProviderEvents, lastProviderEventAt: occurredAt };
}

function applied(check: Check, { status, result, reasons, providerRef }: CheckReport, { at }: Surroundings): Check {
  const outcome = result !== undefined && { result };
  const attempts = check.attempts.map((attempt) =>
    attempt.attempt === check.attempt
      ? {
          ...attempt,
          reasons,
          ...(providerRef !== undefined && { providerRef }),
          ...(outcome && { ...outcome, completedAt: at }),
        }
      : attempt,
  );
  return { ...check, status, attempts, ...outcome };
}

function withLateResult(check: Check, { providerEventId, result }: CheckReport, { at }: Surroundings): Check {
  if (result === undefined) return check;
  return { ...check, lateResults: [...check.lateResults, { providerEventId, at, result }].slice(-SEEN_EVENTS) };
}

function progress({ checkId, attempt, status, result, reasons }: CheckReport): Fact {
  if (result === undefined) return { type: 'check.progressed', checkId, attempt, status, reasons };
  return { type: 'check.completed', checkId, attempt, result, reasons };
}

const lateFact = ({ checkId, attempt, result }: CheckReport): Fact => ({
  type: 'check.late_result',
  checkId,
  attempt,
  result,
  adverse: result !== 'clear',
});

const resultMissing = { pointer: '/result', code: 'check.result-missing', message: 'A complete check has a result.' };
