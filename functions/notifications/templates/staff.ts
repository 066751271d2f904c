import type { TemplateId } from '../../../shared/domain/notifications/notification.ts';
import type { MailView } from '../mail-view.ts';
import type { Template } from './template.ts';

export type StaffTemplate = Extract<TemplateId, `staff_${string}`>;

/** One sentence and a link: agents work in the workspace, not in their mail. */
const notice = (subject: string, sentence: string | ((view: MailView) => string)): Template => ({
  version: 1,
  subject: (view) => `${subject} (${view.number})`,
  blocks: (view) => [
    typeof sentence === 'string' ? sentence : sentence(view),
    { link: view.link(), label: 'Open the case' },
  ],
});

const check = (view: MailView): string => String(view.facts['checkId'] ?? '');

/** Mail to agents and supervisors. */
export const STAFF_TEMPLATES: Readonly<Record<StaffTemplate, Template>> = {
  staff_draft_handed_over: notice('A draft is handed over to you', 'You are asked to go on with this draft.'),
  staff_draft_discarded: notice('A draft was discarded', 'Somebody else discarded the draft that you opened.'),
  staff_customer_wrote: notice('The customer wrote', 'There is a new message from the customer.'),
  staff_case_queued: notice('New case in your queue', (view) => `A case of “${view.process}” waits to be taken.`),
  staff_case_offered: notice('A case is offered to you', 'Read the case, then accept or decline the offer.'),
  staff_case_not_taken: notice('A case is not taken', 'Offers of this case were declined or ran out. Please place it.'),
  staff_approval_wanted: notice('Your approval is wanted', 'This case waits for a decision in pre-approval.'),
  staff_customer_answered: notice('The customer has answered', 'Everything that was asked for has been answered.'),
  staff_info_expired: notice(
    'No answer from the customer',
    'The time to answer has run out. Please decide what to do.',
  ),
  staff_documents_expired: notice('Documents did not come', 'The time has run out. Please decide what to do.'),
  staff_documents_due_again: notice('A document is owed again', 'A deferral or the validity of a document has ended.'),
  staff_documents_expiring: notice('A document runs out soon', 'An accepted document is about to lose its validity.'),
  staff_document_arrived: notice('A document has arrived', 'The customer has sent a document for you to look at.'),
  staff_exception_wanted: notice('Your decision is wanted', 'A waiver or deferral of a document waits for approval.'),
  staff_exception_approved: notice('An exception is approved', 'The waiver or deferral of a document was approved.'),
  staff_exception_refused: notice('An exception is refused', 'The document is still owed.'),
  staff_check_to_judge: notice('A check needs you', (view) => `The check “${check(view)}” is not clear.`),
  staff_check_timed_out: notice(
    'A check has timed out',
    (view) => `The check “${check(view)}” gave no result in time.`,
  ),
  staff_check_late_result: notice('A late result of a check', (view) => `The check “${check(view)}” answered late.`),
  staff_review_completed: notice('Checks complete', 'Every check is settled. The next step is your proposal.'),
  staff_proposal_lapsed: notice('Your proposal has lapsed', 'The customer did not answer in time; the case is closed.'),
  staff_proposal_accepted: notice('Your proposal was accepted', 'Do what was agreed and close the case.'),
  staff_proposal_rejected: notice(
    'Your proposal was rejected',
    'The next proposal has to answer what the customer wrote.',
  ),
  staff_third_rejection: notice('A third proposal was rejected', 'Please look at this case together with its owner.'),
  staff_case_withdrawn: notice('A case was withdrawn', 'The customer does not want to go on.'),
  staff_case_reopened: notice('A case was reopened', 'This case is open again.'),
};
