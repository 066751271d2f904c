import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { TRANSITIONS } from '../../../shared/domain/case/transitions.ts';
import { DomainError } from '../../../shared/domain/errors.ts';
import { CASES_BY_STATE, type CaseState, type Step } from '../../support/cases-by-state.ts';
import { COMMANDS } from '../../support/every-command.ts';

const LIVE = [
  'draft',
  'new',
  'open/initiate',
  'open/pre_approval',
  'open/data_capture',
  'open/resolve',
  'awaiting_info/pre_approval',
  'awaiting_info/data_capture',
  'awaiting_info/due_diligence',
  'awaiting_info/resolve',
  'under_review',
  'review_complete',
  'resolved',
  'resolved, accepted',
] as const;
const AWAITING = LIVE.filter((state) => state.startsWith('awaiting_info'));
const OPEN = LIVE.filter((state) => state.startsWith('open'));
const OWNED = [...OPEN, ...AWAITING, 'under_review', 'review_complete'] as const;
const WORKED_ON = [...OWNED, 'resolved', 'resolved, accepted'] as const;
const PEOPLE_CHANGE = ['draft', 'open/pre_approval', 'open/data_capture', 'under_review'] as const;

const TO_THE_END = [...OWNED, 'resolved', 'resolved, accepted'] as const;

/** Where each action is possible at all; everywhere else it is refused. */
const POSSIBLE: Readonly<Record<keyof typeof COMMANDS, readonly CaseState[]>> = {
  save_answers: ['draft'],
  complete_step: ['draft'],
  revisit_step: ['draft'],
  submit: ['draft'],
  discard_draft: ['draft'],
  hand_over: ['draft'],
  change_type: ['draft'],
  migrate: LIVE,
  revert_migration: LIVE,
  add_member: PEOPLE_CHANGE,
  change_member: PEOPLE_CHANGE,
  remove_member: PEOPLE_CHANGE,
  review_context: LIVE.filter((state) => state !== 'draft'),
  offer: ['new'],
  claim: ['new', ...OPEN],
  accept_offer: ['new'],
  decline_offer: ['new'],
  record_pre_approval: ['open/pre_approval'],
  decide_pre_approval: ['open/pre_approval', 'awaiting_info/pre_approval'],
  complete_pre_approval: ['open/pre_approval'],
  request_info: [...OPEN, 'under_review', 'review_complete'],
  answer_info: AWAITING,
  info_received: AWAITING,
  drop_info_item: AWAITING,
  upload_document: LIVE,
  bind_document: LIVE,
  accept_document: TO_THE_END,
  reject_document: TO_THE_END,
  reuse_document: LIVE,
  request_waiver: TO_THE_END,
  approve_waiver: TO_THE_END,
  refuse_waiver: TO_THE_END,
  withdraw_waiver: TO_THE_END,
  request_deferral: TO_THE_END,
  approve_deferral: TO_THE_END,
  refuse_deferral: TO_THE_END,
  withdraw_deferral: TO_THE_END,
  run_verification: ['open/data_capture'],
  submit_for_review: ['open/data_capture'],
  request_check: ['under_review'],
  adjudicate_check: ['under_review'],
  complete_review: ['under_review'],
  complete_task: WORKED_ON,
  skip_task: WORKED_ON,
  insert_task: WORKED_ON,
  restart_playbook: ['draft', 'open/pre_approval', 'open/data_capture', 'open/resolve'],
  cancel_playbook: OWNED,
  propose: ['review_complete', 'open/resolve'],
  accept_proposal: ['resolved', 'resolved, accepted'],
  reject_proposal: ['resolved', 'resolved, accepted'],
  close: ['resolved', 'resolved, accepted'],
  withdraw: LIVE,
  reopen: ['closed', 'cancelled'],
  comment: LIVE,
  add_work_note: [...LIVE, 'closed', 'cancelled'],
};

/** Where it ends, for the actions that move the case; undefined when the guard that is tried out refuses it. */
const MOVES: Readonly<Partial<Record<`${CaseState}: ${keyof typeof COMMANDS}`, string>>> = {
  'draft: submit': 'new/initiate',
  'draft: discard_draft': 'cancelled/initiate',
  'draft: hand_over': 'draft/initiate',
  'new: claim': 'case.context-review-required',
  'new: accept_offer': 'offer.not-open',
  'open/initiate: claim': 'case.context-review-required',
  'open/pre_approval: complete_pre_approval': 'approval.pending',
  'open/pre_approval: decide_pre_approval': 'open/pre_approval',
  'open/initiate: request_info': 'awaiting_info/initiate',
  'open/pre_approval: request_info': 'awaiting_info/pre_approval',
  'open/data_capture: request_info': 'awaiting_info/data_capture',
  'open/resolve: request_info': 'awaiting_info/resolve',
  'under_review: request_info': 'awaiting_info/due_diligence',
  'review_complete: request_info': 'awaiting_info/resolve',
  'awaiting_info/pre_approval: info_received': 'open/pre_approval',
  'awaiting_info/data_capture: info_received': 'open/data_capture',
  'awaiting_info/due_diligence: info_received': 'under_review/due_diligence',
  'awaiting_info/resolve: info_received': 'review_complete/resolve',
  'awaiting_info/pre_approval: drop_info_item': 'open/pre_approval',
  'awaiting_info/data_capture: drop_info_item': 'open/data_capture',
  'awaiting_info/due_diligence: drop_info_item': 'under_review/due_diligence',
  'awaiting_info/resolve: drop_info_item': 'review_complete/resolve',
  'open/data_capture: submit_for_review': 'case.incomplete',
  'under_review: complete_review': 'review.not-settled',
  'draft: restart_playbook': 'draft/initiate',
  'open/data_capture: restart_playbook': 'open/data_capture',
  'open/data_capture: cancel_playbook': 'open/data_capture',
  'under_review: add_member': 'under_review/due_diligence',
  'under_review: remove_member': 'case.incomplete',
  'under_review: complete_task': 'task.unknown',
  'review_complete: propose': 'resolved/resolve',
  'open/resolve: propose': 'resolved/resolve',
  'resolved: accept_proposal': 'resolved/resolve',
  'resolved: reject_proposal': 'open/resolve',
  'resolved: close': 'proposal.stale',
  'resolved, accepted: accept_proposal': 'proposal.stale',
  'resolved, accepted: reject_proposal': 'proposal.stale',
  'resolved, accepted: close': 'closed/close',
  'draft: withdraw': 'cancelled/initiate',
  'new: withdraw': 'cancelled/initiate',
  'under_review: withdraw': 'cancelled/due_diligence',
  'resolved: withdraw': 'cancelled/resolve',
  'closed: reopen': 'open/resolve',
  'cancelled: reopen': 'open/initiate',
};

/** `status/stage` after the command, or the code of its refusal. */
function outcome(command: Step, case_: Case): string {
  try {
    const { status, stage } = command(case_).case;
    return `${status}/${stage}`;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const states = Object.keys(CASES_BY_STATE) as readonly CaseState[];
const actions = Object.keys(COMMANDS) as readonly (keyof typeof COMMANDS)[];

describe('the table of transitions', () => {
  it('has exactly the actions that are tried here, and creation', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...actions, 'create_case'].sort());
  });

  it.each(states)('builds a case that is what it is called: %s', (state) => {
    const { status, stage, proposals } = CASES_BY_STATE[state]();
    const [expected = '', accepted] = state.split(', ');
    expect(`${status}/${stage}`.startsWith(expected)).toBe(true);
    expect(proposals.at(-1)?.status === 'accepted' && status === 'resolved').toBe(accepted !== undefined);
  });

  for (const action of actions) {
    it.each(states)(`${action} is refused unless it is in the table: %s`, (state) => {
      const refused = outcome(COMMANDS[action], CASES_BY_STATE[state]()) === 'case.transition-not-allowed';
      expect(refused).toBe(!POSSIBLE[action].includes(state));
    });
  }

  it.each(Object.entries(MOVES))('%s comes to %s', (key, expected) => {
    const [state, action] = key.split(': ') as [CaseState, keyof typeof COMMANDS];
    expect(outcome(COMMANDS[action], CASES_BY_STATE[state]())).toBe(expected);
  });

  it('says what was refused, and where', () => {
    const refusal = (() => {
      try {
        return COMMANDS.propose(CASES_BY_STATE['open/pre_approval']());
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({
      code: 'case.transition-not-allowed',
      facts: { status: 'open', stage: 'pre_approval', action: 'propose' },
    });
  });
});
