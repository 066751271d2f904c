import type { Fact } from '../events/fact.ts';
import type { CheckStatus, Outcome, Status } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { type Changes, decide } from './change.ts';
import type { Check } from './check.ts';
import type { Decision, Surroundings } from './decision.ts';
import type { InfoRequest } from './info-request.ts';
import { endRun } from './playbook-runs.ts';
import type { Proposal } from './proposal.ts';
import { completeStages, stageRecord } from './stages.ts';

/** Checks that somebody still works on. */
export const PENDING_CHECKS: readonly CheckStatus[] = ['not_started', 'requested', 'awaiting_applicant', 'in_progress'];

export interface Ending {
  readonly status: Extract<Status, 'closed' | 'cancelled'>;
  readonly outcome: Outcome;
  readonly changes?: Pick<Changes, 'proposals' | 'resolution' | 'withdrawal'>;
  readonly facts: readonly Fact[];
}

/**
 * The one way in which a case ends: nothing goes on running. Timers and clocks stop, checks under way are cancelled,
 * an open request for information is closed, and an undecided proposal is void. Of an accepted customer we still watch
 * what was deferred and what runs out.
 */
export function endCase(case_: Case, { status, outcome, changes = {}, facts }: Ending, s: Surroundings): Decision {
  const { proposals = case_.proposals } = changes;
  const ended: Changes = {
    ...changes,
    status,
    outcome,
    closedAt: s.at,
    offer: undefined,
    expectedAt: undefined,
    needsAttention: false,
    timers: case_.timers.filter(({ kind }) => kind === 'checklist_date' && outcome === 'accepted'),
    playbookRuns: endRun(case_.playbookRuns, { end: 'case_ended', endedAt: s.at, endedBy: s.caller.personId }),
    checks: case_.checks.map(cancelled),
    infoRequests: case_.infoRequests.map((request) => closed(request, outcome, s.at)),
    proposals: proposals.map((proposal) => voided(proposal, outcome)),
    ...endOfStages(case_, status, s),
  };
  return decide(case_, ended, facts, s.at);
}

/** A closed case has reached the last stage; a cancelled one stays where it was. */
function endOfStages(case_: Case, status: Ending['status'], { at, playbook }: Surroundings): Changes {
  const stages = completeStages(case_.stages, at);
  if (status === 'cancelled') return { stages };
  return { stage: 'close', stages: [...stages, { ...stageRecord(playbook, 'close', at), completedAt: at }] };
}

function cancelled(check: Check): Check {
  return PENDING_CHECKS.includes(check.status) ? { ...check, status: 'cancelled' } : check;
}

function closed(request: InfoRequest, outcome: Outcome, at: string): InfoRequest {
  if (request.closedAt !== undefined) return request;
  return { ...request, closedAt: at, closedAs: outcome === 'abandoned' ? 'expired' : 'withdrawn' };
}

function voided(proposal: Proposal, outcome: Outcome): Proposal {
  const stands = proposal.status === 'accepted' && outcome === 'accepted';
  return isCurrent(proposal) && !stands ? { ...proposal, status: 'void' } : proposal;
}

/** The customer has it before them, or has accepted it. */
export const isCurrent = ({ status }: Proposal): boolean => status === 'undecided' || status === 'accepted';
