import type { Role } from '../vocabulary.ts';
import type { Action } from './actions.ts';
import type { Relation } from './relations.ts';

/** `member` is a customer who is on the case by a role of its playbook. */
export type Actor = Role | 'member' | 'system' | 'provider';

/** Any one of the relations allows the action; an actor who is not in the row may never do it. */
type Row = Readonly<Partial<Record<Actor, readonly Relation[]>>>;

const CUSTOMERS = { consumer: ['own'], contact: ['own'], 'account-admin': ['account'] } as const satisfies Row;
const READERS = { compliance: ['any'], auditor: ['any'] } as const satisfies Row;
const APPROVERS = { supervisor: ['any'], compliance: ['any'] } as const satisfies Row;
const WORKERS = { agent: ['assigned'], supervisor: ['any'] } as const satisfies Row;

const SHARED_READ: Row = {
  ...CUSTOMERS,
  ...READERS,
  partner: ['related_account'],
  member: ['right_read'],
  agent: ['assigned', 'group', 'offered', 'draft_opener'],
  supervisor: ['any'],
  system: ['any'],
};
const STAFF_READ: Row = { ...READERS, agent: ['assigned', 'group', 'offered'], supervisor: ['any'] };
const EDIT: Row = {
  ...CUSTOMERS,
  partner: ['related_draft'],
  member: ['right_edit'],
  agent: ['assigned', 'draft_opener'],
  supervisor: ['any'],
};
const UPLOAD: Row = { ...EDIT, partner: ['related_account'], member: ['right_upload'] };
/** Whoever it is for, or opened it. */
const HAND_IN: Row = {
  ...CUSTOMERS,
  partner: ['related_draft'],
  agent: ['draft_opener'],
  supervisor: ['draft_opener'],
};
const DECIDE: Row = { ...CUSTOMERS, member: ['right_decide'] };

/** Who may do what, by the relation to the case. The only place that says so. */
export const POLICY: Readonly<Record<Action, Row>> = {
  list_cases: {
    ...READERS,
    consumer: ['any'],
    contact: ['any'],
    'account-admin': ['any'],
    partner: ['any'],
    agent: ['any'],
    supervisor: ['any'],
  },
  read_case: SHARED_READ,
  read_progress: SHARED_READ,
  read_timeline: SHARED_READ,
  read_requirements: SHARED_READ,
  read_document_content: SHARED_READ,
  read_audit: STAFF_READ,
  read_work_notes: STAFF_READ,
  read_tasks: STAFF_READ,
  read_checks: { ...STAFF_READ, system: ['any'] },

  create_case: { ...CUSTOMERS, partner: ['related_account'], agent: ['any'], supervisor: ['any'], system: ['any'] },
  save_answers: EDIT,
  complete_step: EDIT,
  revisit_step: EDIT,
  add_member: EDIT,
  change_member: EDIT,
  remove_member: EDIT,
  submit: HAND_IN,
  discard_draft: HAND_IN,
  hand_over: EDIT,
  change_type: EDIT,

  review_context: { agent: ['assigned', 'group', 'offered'], supervisor: ['any'] },
  offer: { agent: ['assigned', 'group'], supervisor: ['any'] },
  claim: { agent: ['group'], supervisor: ['any'] },
  accept_offer: { agent: ['offered'], supervisor: ['offered'] },
  decline_offer: { agent: ['offered'], supervisor: ['offered'] },

  decide_pre_approval: { supervisor: ['not_assigned'], compliance: ['not_assigned'] },
  complete_pre_approval: WORKERS,
  request_info: WORKERS,
  answer_info: { ...CUSTOMERS, member: ['right_edit', 'right_upload'] },
  info_received: WORKERS,
  drop_info_item: WORKERS,

  upload_document: { ...UPLOAD, system: ['any'] },
  bind_document: UPLOAD,
  accept_document: WORKERS,
  reject_document: WORKERS,
  reuse_document: UPLOAD,
  request_waiver: WORKERS,
  approve_waiver: APPROVERS,
  refuse_waiver: APPROVERS,
  withdraw_waiver: WORKERS,
  request_deferral: WORKERS,
  approve_deferral: APPROVERS,
  refuse_deferral: APPROVERS,
  withdraw_deferral: WORKERS,
  run_verification: { ...WORKERS, system: ['any'] },
  submit_for_review: WORKERS,
  adjudicate_check: { ...WORKERS, compliance: ['any'] },
  complete_review: { ...WORKERS, system: ['any'] },

  complete_task: WORKERS,
  skip_task: WORKERS,
  insert_task: WORKERS,
  restart_playbook: { agent: ['assigned', 'draft_opener'], supervisor: ['any'] },
  cancel_playbook: WORKERS,

  propose: WORKERS,
  accept_proposal: DECIDE,
  reject_proposal: DECIDE,
  close: { ...WORKERS, system: ['any'] },
  withdraw: { ...DECIDE, agent: ['assigned', 'draft_opener'], supervisor: ['any'] },
  reopen: { ...CUSTOMERS, supervisor: ['any'] },

  comment: {
    ...CUSTOMERS,
    partner: ['related_account'],
    member: ['right_read'],
    agent: ['assigned', 'draft_opener'],
    supervisor: ['any'],
    system: ['any'],
  },
  add_work_note: { ...WORKERS, compliance: ['any'] },
};
