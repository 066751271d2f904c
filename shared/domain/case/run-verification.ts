import type { Fact } from '../events/fact.ts';
import { type Findings, verificationFindings } from '../requirements/verification-findings.ts';
import type { Case, Instant } from './case.ts';
import { decide, type NoInput, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { documentTimers } from './document-timers.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';
import type { Verification } from './verification.ts';

/**
 * Verifies the checklist. The same findings as last time are no news: nothing is recorded and nobody is written to.
 * Where something is missing or invalid, the customer is told once for all of it, and the reminders start.
 */
export function runVerification(case_: Case, _input: NoInput, s: Surroundings): Decision {
  statusAfter(case_, 'run_verification');
  const findings = verificationFindings(case_, s.playbook, s.at);
  if (findings.digest === case_.verification?.digest) return unchanged(case_);
  const { missing, invalid } = findings;
  const deadlines = documentTimers(case_, s.playbook, s.at);
  const isComplete = missing.length === 0 && invalid.length === 0;
  const timers = isComplete
    ? withTimers(case_, ['document_reminder', 'document_expiry'])
    : withTimers(case_, ['document_reminder'], deadlines);
  const verification = record(case_, findings, s);
  const dueAt = timers.find(({ kind }) => kind === 'document_expiry')?.dueAt;
  return decide(case_, { verification, timers }, [fact(verification, dueAt)], s.at);
}

function record({ verification }: Case, findings: Findings, { at, caller }: Surroundings): Verification {
  const { digest, missing, invalid, unexpected, expiring } = findings;
  const number = (verification?.number ?? 0) + 1;
  return { number, at, by: caller.personId, digest, missing, invalid, unexpected, expiring };
}

/** With a deadline, something is to come by then. */
function fact({ by: _by, at: _at, missing, invalid, ...found }: Verification, dueAt: Instant | undefined): Fact {
  if (dueAt === undefined) return { type: 'checklist.verified', ...found };
  return { type: 'checklist.incomplete', ...found, missing, invalid, dueAt };
}
