/** Everything that the policy decides about. Names are those of `allowedActions` in the API. */
export const READ_ACTIONS = [
  'list_cases',
  'read_case',
  'read_progress',
  'read_timeline',
  'read_audit',
  'read_work_notes',
  'read_checks',
  'read_requirements',
  'read_document_content',
] as const;

export const COMMAND_ACTIONS = [
  'create_case',
  'save_answers',
  'complete_step',
  'revisit_step',
  'submit',
  'add_member',
  'change_member',
  'remove_member',
  'review_context',
  'offer',
  'claim',
  'accept_offer',
  'decline_offer',
  'decide_pre_approval',
  'complete_pre_approval',
  'request_info',
  'answer_info',
  'info_received',
  'upload_document',
  'bind_document',
  'accept_document',
  'reject_document',
  'run_verification',
  'submit_for_review',
  'adjudicate_check',
  'complete_review',
  'propose',
  'accept_proposal',
  'reject_proposal',
  'close',
  'withdraw',
  'reopen',
  'comment',
  'add_work_note',
] as const;

export type ReadAction = (typeof READ_ACTIONS)[number];
export type CommandAction = (typeof COMMAND_ACTIONS)[number];
export type Action = ReadAction | CommandAction;
