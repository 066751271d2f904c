import type { CommandAction } from '../access/actions.ts';
import { TransitionNotAllowed } from '../errors.ts';
import type { Stage, Status } from '../vocabulary.ts';
import type { Case } from './case.ts';

/** What the workflow, the clock and the providers do. Nobody has a right to these; no route leads to them. */
export type SystemAction = 'record_pre_approval' | 'request_check' | 'migrate' | 'revert_migration';

/** A status, or a status in one stage. */
type Origin = Status | `${Status}/${Stage}`;

export interface Transition {
  readonly from: readonly Origin[];
  /**
   * `same`: the status stays. `prior`: the one before the request for information, once nothing is left to answer.
   * `reopened`: open, or draft when the case was never submitted.
   */
  readonly to: Status | 'same' | 'prior' | 'reopened';
  readonly who: string;
}

const LIVE = ['draft', 'new', 'open', 'awaiting_info', 'under_review', 'review_complete', 'resolved'] as const;
const SUBMITTED = ['new', 'open', 'awaiting_info', 'under_review', 'review_complete', 'resolved'] as const;
const WITH_OWNER = ['open', 'awaiting_info', 'under_review', 'review_complete'] as const;
const WORKED_ON = [...WITH_OWNER, 'resolved'] as const;
const OPEN_IN_A_STAGE = ['open/pre_approval', 'open/data_capture', 'open/resolve'] as const;
/** Where people are looked at but not yet checked, and while they are checked. */
const PEOPLE_CHANGE = ['draft', 'open/pre_approval', 'open/data_capture', 'under_review'] as const;
const ALWAYS = [...LIVE, 'closed', 'cancelled'] as const;

/** The whole state machine on one screen. An action in a status that is not named here is refused. */
export const TRANSITIONS: Readonly<Record<CommandAction | SystemAction, Transition>> = {
  create_case: { from: [], to: 'draft', who: 'agent on behalf, contact, consumer, partner, API client' },
  save_answers: { from: ['draft'], to: 'same', who: 'creator, customer, members with edit' },
  complete_step: { from: ['draft'], to: 'same', who: 'creator, customer, members with edit' },
  revisit_step: { from: ['draft'], to: 'same', who: 'creator, customer, members with edit' },
  add_member: { from: PEOPLE_CHANGE, to: 'same', who: 'creator, customer, members with edit, owner' },
  change_member: { from: PEOPLE_CHANGE, to: 'same', who: 'creator, customer, members with edit, owner' },
  remove_member: { from: PEOPLE_CHANGE, to: 'same', who: 'creator, customer, members with edit, owner' },
  submit: { from: ['draft'], to: 'new', who: 'creator or customer' },
  discard_draft: { from: ['draft'], to: 'cancelled', who: 'creator or customer' },
  hand_over: { from: ['draft'], to: 'same', who: 'creator, customer, members with edit' },
  review_context: { from: SUBMITTED, to: 'same', who: 'agent' },
  offer: { from: ['new'], to: 'same', who: 'router, supervisor' },
  decline_offer: { from: ['new'], to: 'same', who: 'who it is offered to' },
  accept_offer: { from: ['new'], to: 'open', who: 'who it is offered to' },
  claim: { from: ['new', 'open'], to: 'open', who: 'agent of the group; open only where nobody owns a reopened case' },
  request_info: { from: ['open', 'under_review', 'review_complete'], to: 'awaiting_info', who: 'owner' },
  answer_info: { from: ['awaiting_info'], to: 'prior', who: 'customer' },
  drop_info_item: { from: ['awaiting_info'], to: 'prior', who: 'owner' },
  info_received: { from: ['awaiting_info'], to: 'prior', who: 'owner' },
  record_pre_approval: { from: ['open/pre_approval'], to: 'same', who: 'workflow' },
  decide_pre_approval: { from: ['open/pre_approval', 'awaiting_info/pre_approval'], to: 'same', who: 'supervisor' },
  complete_pre_approval: { from: ['open/pre_approval'], to: 'open', who: 'owner' },
  upload_document: { from: LIVE, to: 'same', who: 'customer, members with upload, staff, inbound mail' },
  bind_document: { from: LIVE, to: 'same', who: 'customer, members with upload, staff' },
  accept_document: { from: WORKED_ON, to: 'same', who: 'owner, never the uploader' },
  reject_document: { from: WORKED_ON, to: 'same', who: 'owner, never the uploader' },
  reuse_document: { from: LIVE, to: 'same', who: 'customer, members with upload, staff; of the same party only' },
  request_waiver: { from: WORKED_ON, to: 'same', who: 'owner' },
  approve_waiver: { from: WORKED_ON, to: 'same', who: 'supervisor or compliance, never who asked for it' },
  refuse_waiver: { from: WORKED_ON, to: 'same', who: 'supervisor or compliance, never who asked for it' },
  withdraw_waiver: { from: WORKED_ON, to: 'same', who: 'owner' },
  request_deferral: { from: WORKED_ON, to: 'same', who: 'owner' },
  approve_deferral: { from: WORKED_ON, to: 'same', who: 'supervisor or compliance, never who asked for it' },
  refuse_deferral: { from: WORKED_ON, to: 'same', who: 'supervisor or compliance, never who asked for it' },
  withdraw_deferral: { from: WORKED_ON, to: 'same', who: 'owner' },
  run_verification: { from: ['open/data_capture'], to: 'same', who: 'workflow, owner' },
  submit_for_review: { from: ['open/data_capture'], to: 'under_review', who: 'owner' },
  request_check: { from: ['under_review'], to: 'same', who: 'workflow' },
  adjudicate_check: { from: ['under_review'], to: 'same', who: 'reviewer, never the requester' },
  complete_review: { from: ['under_review'], to: 'review_complete', who: 'workflow or owner' },
  complete_task: { from: WORKED_ON, to: 'same', who: 'owner' },
  skip_task: { from: WORKED_ON, to: 'same', who: 'owner; what is required only a supervisor who is not the owner' },
  insert_task: { from: WORKED_ON, to: 'same', who: 'owner' },
  restart_playbook: { from: ['draft', ...OPEN_IN_A_STAGE], to: 'same', who: 'opener of the draft, owner, supervisor' },
  cancel_playbook: { from: WITH_OWNER, to: 'same', who: 'owner, supervisor' },
  propose: { from: ['review_complete', 'open/resolve'], to: 'resolved', who: 'owner' },
  accept_proposal: { from: ['resolved'], to: 'same', who: 'customer or member with decide; never staff' },
  reject_proposal: { from: ['resolved'], to: 'open', who: 'customer or member with decide; never staff' },
  close: { from: ['resolved'], to: 'closed', who: 'owner, or workflow when the playbook closes on acceptance' },
  withdraw: { from: LIVE, to: 'cancelled', who: 'customer; owner on a recorded request' },
  reopen: { from: ['closed', 'cancelled'], to: 'reopened', who: 'customer within 14 days, supervisor within 90' },
  comment: { from: LIVE, to: 'same', who: 'everybody who sees the case' },
  change_type: { from: ['draft'], to: 'same', who: 'creator, customer, members with edit' },
  migrate: { from: LIVE, to: 'same', who: 'system, for an admin' },
  revert_migration: { from: LIVE, to: 'same', who: 'system, for an admin' },
  add_work_note: { from: ALWAYS, to: 'same', who: 'staff' },
};

/** Whether the table has a row for the action in the case's status and stage. */
export function isPossible(case_: Case, action: CommandAction | SystemAction): boolean {
  const { from } = TRANSITIONS[action];
  return from.includes(case_.status) || from.includes(`${case_.status}/${case_.stage}`);
}

/** Status after the action. @throws {TransitionNotAllowed} when the table has no row for it. */
export function statusAfter(case_: Case, action: CommandAction | SystemAction): Status {
  if (!isPossible(case_, action)) throw new TransitionNotAllowed(case_.status, action, case_.stage);
  const { to } = TRANSITIONS[action];
  if (to === 'same') return case_.status;
  if (to === 'reopened') return case_.submittedAt === undefined ? 'draft' : 'open';
  if (to === 'prior') return openInfoRequest(case_).priorStatus;
  return to;
}

function openInfoRequest(case_: Case) {
  const request = case_.infoRequests.find(({ closedAt }) => closedAt === undefined);
  if (request === undefined) throw new Error(`case ${case_.caseId} awaits information, but has no open request`);
  return request;
}
