import type { Case, Timer } from './case.ts';
import { decide, replace } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { endCase } from './end-case.ts';
import type { Proposal } from './proposal.ts';
import { withTimers } from './timers.ts';

/** Reminds the customer of a proposal that waits for an answer. */
export function remindOfProposal(case_: Case, timer: Timer, { at }: Surroundings): Decision {
  const proposal = undecided(case_, timer);
  const changes = {
    proposals: replace(case_.proposals, proposal, { ...proposal, remindedAt: at }),
    timers: withTimers(case_, [timer.kind]),
  };
  const { number, expiresAt } = proposal;
  return decide(case_, changes, [{ type: 'proposal.reminded', number, expiresAt }], at);
}

/** Silence is no acceptance: the proposal lapses, and the case with it. */
export function lapseProposal(case_: Case, timer: Timer, s: Surroundings): Decision {
  const proposal = undecided(case_, timer);
  const { number } = proposal;
  const facts = [
    { type: 'proposal.lapsed', number } as const,
    { type: 'case.closed', outcome: 'lapsed', proposal: number } as const,
  ];
  const changes = { proposals: replace(case_.proposals, proposal, { ...proposal, status: 'lapsed' as const }) };
  return endCase(case_, { status: 'closed', outcome: 'lapsed', changes, facts }, s);
}

function undecided({ proposals, caseId }: Case, { kind, subject }: Timer): Proposal {
  const proposal = proposals.find(({ number, status }) => number === subject && status === 'undecided');
  if (proposal === undefined) throw new Error(`case ${caseId} has a ${kind} timer, but no undecided proposal`);
  return proposal;
}
