import type { Fact } from '../events/fact.ts';
import { type Findings, verificationFindings } from '../requirements/verification-findings.ts';
import type { Case, Verification } from './case.ts';
import { decide, type NoInput, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { documentTimers } from './document-timers.ts';
import { withTimers } from './timers.ts';
import { statusAfter } from './transitions.ts';

/**
 * Verifies the checklist. The same findings as last time are no news: nothing is recorded and nobody is written to.
 * Where something is missing or invalid, the customer is told once for all of it, and the reminders start.
 */
export function runVerification(case_: Case, _input: NoInput, s: Surroundings): Decision {
  statusAfter(case_, 'run_verification');
  const findings = verificationFindings(case_, s.playbook, s.at);
  if (findings.digest === case_.verification?.digest) return unchanged(case_);
  const { missing, invalid } = findings;
  const isComplete = missing.length === 0 && invalid.length === 0;
  const timers = isComplete
    ? withTimers(case_, ['document_reminder', 'document_expiry'])
    : withTimers(case_, ['document_reminder'], documentTimers(case_, s.playbook, s.at));
  const verification = record(case_, findings, s);
  return decide(case_, { verification, timers }, [fact(verification, isComplete)], s.at);
}

function record({ verification }: Case, findings: Findings, { at, caller }: Surroundings): Verification {
  const { digest, missing, invalid, unexpected } = findings;
  const number = (verification?.number ?? 0) + 1;
  return { number, at, by: caller.personId, digest, missing, invalid, unexpected };
}

function fact({ number, digest, missing, invalid, unexpected }: Verification, isComplete: boolean): Fact {
  if (isComplete) return { type: 'checklist.verified', number, digest, unexpected };
  return { type: 'checklist.incomplete', number, digest, missing, invalid, unexpected };
}
