import type { Caller } from '../../shared/domain/access/caller.ts';
import { dateOf } from '../../shared/domain/calendar.ts';
import { acceptDocument } from '../../shared/domain/case/accept-document.ts';
import { acceptProposal } from '../../shared/domain/case/accept-proposal.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { claimCase } from '../../shared/domain/case/claim-case.ts';
import { closeCase } from '../../shared/domain/case/close-case.ts';
import { completePreApproval } from '../../shared/domain/case/complete-pre-approval.ts';
import { completeReview } from '../../shared/domain/case/complete-review.ts';
import { completeTask } from '../../shared/domain/case/complete-task.ts';
import { decidePreApproval } from '../../shared/domain/case/decide-pre-approval.ts';
import { makeProposal } from '../../shared/domain/case/make-proposal.ts';
import { recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { rejectProposal } from '../../shared/domain/case/reject-proposal.ts';
import { requestCheck } from '../../shared/domain/case/request-check.ts';
import { requestInfo } from '../../shared/domain/case/request-info.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { submitForReview } from '../../shared/domain/case/submit-for-review.ts';
import { openTasks } from '../../shared/domain/case/task-states.ts';
import { withdrawCase } from '../../shared/domain/case/withdraw-case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { definitionOf } from '../../shared/domain/requirements/definition-of.ts';
import { requirementsOf } from '../../shared/domain/requirements/requirements-of.ts';
import { systemCaller } from '../../shared/events/system-command.ts';
import { PROPOSAL } from './application.ts';
import { PLACEHOLDER } from './placeholders.ts';
import { announce, CASE_STATES, type CaseState, CONTACT, type Player } from './player.ts';

interface Going {
  readonly state: CaseState;
  readonly agent: Caller;
  readonly playbook: Playbook;
  readonly current: () => Case;
}

const SUPERVISOR: Caller = {
  personId: 'supervisor_sue',
  kind: 'person',
  roles: ['agent', 'supervisor'],
  groups: ['business-onboarding'],
  partnerAccounts: [],
  channel: 'web',
};

/** Plays a case that was handed in up to its state, by everybody who takes part. */
export function playOn(play: Player, going: Going): void {
  const { state, agent } = going;
  const reaches = (one: CaseState): boolean =>
    state !== 'withdrawn' && CASE_STATES.indexOf(state) >= CASE_STATES.indexOf(one);
  if (state === 'withdrawn') play(CONTACT, (case_, s) => withdrawCase(case_, { reason: 'We wait a year' }, s));
  if (reaches('assigned')) play(agent, (case_, s) => claimCase(case_, {}, s));
  if (reaches('capturing')) approve(play, agent);
  if (state === 'asked') ask(play, agent);
  if (reaches('checking')) check(play, going, reaches('checked'));
  if (reaches('checked')) play(agent, (case_, s) => completeReview(case_, {}, s));
  if (reaches('proposed')) decide(play, going);
}

function approve(play: Player, agent: Caller): void {
  play(SUPERVISOR, (case_, s) => decidePreApproval(case_, { approval: 'approved' }, s));
  const customerRecord = { kind: 'matched', partyId: PLACEHOLDER.accountId } as const;
  play(agent, (case_, s) => completePreApproval(case_, { customerConfirmed: true, customerRecord }, s));
}

function ask(play: Player, agent: Caller): void {
  const items = [{ label: 'Turnover of last year', kind: 'text' }] as const;
  play(agent, (case_, s) => requestInfo(case_, { items, message: 'Please tell us.' }, s));
}

/** Two of three checks have an answer, or all of them. */
function check(play: Player, { agent, playbook, current }: Going, isDone: boolean): void {
  const system = systemCaller('workflow');
  proveAll(play, { agent, playbook, current });
  for (const { definition } of openTasks(current(), playbook))
    play(agent, (case_, s) => completeTask(case_, { taskId: definition.id }, s));
  play(system, (case_, s) => runVerification(case_, {}, s));
  play(agent, (case_, s) => submitForReview(case_, {}, s));
  for (const { id: checkId } of playbook.checks)
    play(system, (case_, s) => requestCheck(case_, { checkId, attempt: 1 }, s));
  for (const { id: checkId } of isDone ? playbook.checks : playbook.checks.slice(1)) {
    const report = { status: 'complete', result: 'clear', reasons: [] } as const;
    play(systemCaller('sim', 'provider'), (case_, s) =>
      recordCheckResult(
        case_,
        { checkId, attempt: 1, providerEventId: `${checkId}-1`, occurredAt: s.at, ...report },
        s,
      ),
    );
  }
}

function proveAll(play: Player, { agent, playbook, current }: Omit<Going, 'state'>): void {
  const requirements = requirementsOf(current(), playbook, current().updatedAt);
  for (const { requirementId } of requirements.filter(
    ({ mandatory, documentIds }) => mandatory && documentIds.length === 0,
  )) {
    play(systemCaller('scan'), announce(requirementId, { scanned: { objectVersion: 'v1', verdict: 'clean' } }));
  }
  for (const { documentId, requirementId } of current().documents) {
    const { oneOf, languages } = definitionOf(requirementId, playbook)!;
    const proof = { kind: oneOf[0]!, certified: true, ...(languages && { language: languages[0]! }) };
    play(agent, (case_, s) => acceptDocument(case_, { documentId, ...proof, issuedDate: dateOf(s.at) }, s));
  }
}

function decide(play: Player, { state, agent }: Going): void {
  play(agent, (case_, s) => makeProposal(case_, PROPOSAL, s));
  const rejection = { number: 1, reasonCode: 'fees_too_high', feedback: 'Half of that.' };
  if (state === 'rejected') play(CONTACT, (case_, s) => rejectProposal(case_, rejection, s));
  if (state === 'accepted' || state === 'closed') play(CONTACT, (case_, s) => acceptProposal(case_, { number: 1 }, s));
  const resolution = { resolutionCode: 'open_account', resolutionNotes: 'Opened.' };
  if (state === 'closed') play(agent, (case_, s) => closeCase(case_, resolution, s));
}
