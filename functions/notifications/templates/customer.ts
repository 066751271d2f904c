import { fillText } from '../../../shared/domain/notifications/fill-text.ts';
import type { CustomerTemplate } from '../../../shared/domain/notifications/notification.ts';
import type { MailView } from '../mail-view.ts';
import { type Block, by, owedList, questionList, type Template, termList } from './template.ts';

const ANSWER = 'You can also answer this mail; attachments reach us as documents.';
const template = (
  subject: (view: MailView) => string,
  blocks: (view: MailView) => readonly Block[],
  version = 1,
): Template => ({
  version,
  subject,
  blocks,
});
const expected = (view: MailView): readonly Block[] =>
  view.expectedDay === undefined ? [] : [`We expect to be done by ${view.expectedDay}.`];
const status = (view: MailView): Block => ({ link: view.link(), label: 'See where it stands' });
const answer = (view: MailView): Block => ({ link: view.link('action-needed'), label: 'Answer now' });
const goOn = (view: MailView): Block => ({ link: view.link(), label: 'Go on with the application' });
const keptUntil = ({ dueDay }: MailView): readonly Block[] =>
  dueDay === undefined ? [] : [`It is kept until ${dueDay}.`];
const upload = (view: MailView): Block => ({ link: view.link('documents'), label: 'Upload documents' });
const runningOut = (view: MailView): readonly Block[] =>
  view.expiring.length === 0 ? [] : ['These documents are soon no longer valid:', { list: view.expiring }];
const decide = (view: MailView): Block => ({ link: view.link('proposal'), label: 'Decide on the proposal' });

/** Mail to customers and the people on their case. */
export const CUSTOMER_TEMPLATES: Readonly<Record<CustomerTemplate, Template>> = {
  draft_opened_for_you: template(
    (view) => `We have started your application ${view.number}`,
    (view) => [
      `We have started “${view.process}” for you. You can go on where we stopped; nothing is sent in before you say so.`,
      { link: view.link(), label: 'Go on with your application' },
    ],
  ),
  draft_handed_to_you: template(
    (view) => `It is your turn: application ${view.number}`,
    (view) => [
      `The application “${view.process}” is handed over to you. Please go on with it; nothing is sent in before you say so.`,
      goOn(view),
    ],
  ),
  draft_reminder: template(
    (view) => `A reminder: application ${view.number} is not sent in yet`,
    (view) => [`The application “${view.process}” has been started, but not sent in.`, ...keptUntil(view), goOn(view)],
  ),
  draft_last_call: template(
    (view) => `Last reminder: application ${view.number} is not sent in yet`,
    (view) => [
      `This is our last reminder: the application “${view.process}” has been started, but not sent in.`,
      ...keptUntil(view),
      goOn(view),
    ],
  ),
  draft_discarded: template(
    (view) => `Your application ${view.number} is discarded`,
    () => ['Your application was not sent in and is now discarded. You can reopen it within 14 days.'],
  ),
  case_submitted: template(
    (view) => `We have your application ${view.number}`,
    (view) => [
      `Thank you. Your application “${view.process}” has arrived. Its number is ${view.number}.`,
      'Next, one of us reads it and takes it on. You will hear from us when that is done.',
      ...expected(view),
      status(view),
    ],
  ),
  case_accepted: template(
    (view) => `${view.agentName} looks after your application ${view.number}`,
    (view) => [
      `${view.agentName} has read your application and is now looking after it.`,
      ...expected(view),
      status(view),
    ],
  ),
  stage_completed: template(
    (view) => `${view.stageTitle(view.facts['stage'])}: done (${view.number})`,
    (view) => [
      `The part “${view.stageTitle(view.facts['stage'])}” of your application is complete.`,
      { link: view.link(), label: 'See what remains' },
    ],
  ),
  info_requested: template(
    (view) => `We need something from you (${view.number})`,
    (view) => [view.message, ...questionList(view), `Please answer${by(view.dueDay)}. ${ANSWER}`, answer(view)],
  ),
  info_reminder: template(
    (view) => `A reminder: we are waiting for your answer (${view.number})`,
    (view) => [
      'We have not heard from you yet. We still need:',
      ...questionList(view),
      `Please answer${by(view.dueDay)}. ${ANSWER}`,
      answer(view),
    ],
  ),
  info_last_call: template(
    (view) => `Last reminder: we are waiting for your answer (${view.number})`,
    (view) => [
      'This is our last reminder. We still need:',
      ...questionList(view),
      `Please answer${by(view.dueDay)}.`,
      answer(view),
    ],
  ),
  documents_missing: template(
    (view) => `Documents that we still need (${view.number})`,
    (view) => [
      'We have gone through your documents. We still need:',
      ...owedList(view),
      `Please send them${by(view.dueDay)}. ${ANSWER}`,
      ...runningOut(view),
      upload(view),
    ],
    2,
  ),
  documents_due_again: template(
    (view) => `A document is due (${view.number})`,
    (view) => ['We now need from you:', ...owedList(view), `Please send it soon. ${ANSWER}`, upload(view)],
  ),
  documents_expiring: template(
    (view) => `A document runs out soon (${view.number})`,
    (view) => [...runningOut(view), `Please send a newer one in time. ${ANSWER}`, upload(view)],
  ),
  documents_reminder: template(
    (view) => `A reminder: documents that we still need (${view.number})`,
    (view) => [
      'We are still waiting for:',
      ...owedList(view),
      `Please send them${by(view.dueDay)}. ${ANSWER}`,
      upload(view),
    ],
    2,
  ),
  documents_last_call: template(
    (view) => `Last reminder: documents that we still need (${view.number})`,
    (view) => [
      'This is our last reminder. We are still waiting for:',
      ...owedList(view),
      `Please send them${by(view.dueDay)}.`,
      upload(view),
    ],
    2,
  ),
  checks_started: template(
    (view) => `Documents complete, checks started (${view.number})`,
    (view) => [
      'We have everything that we need, and the checks have started. There is nothing for you to do now.',
      status(view),
    ],
  ),
  proposal_ready: template(
    (view) => `Our proposal is ready (${view.number})`,
    (view) => [
      'We have a proposal for you:',
      { quote: view.proposal?.notes ?? '' },
      ...termList(view),
      `Please accept or reject it${by(view.proposal?.until)}. If you reject it, tell us why and we make another.`,
      decide(view),
    ],
  ),
  proposal_reminder: template(
    (view) => `A reminder: our proposal waits for you (${view.number})`,
    (view) => [
      `Our proposal waits for your answer. Without one it lapses${by(view.proposal?.until)}.`,
      ...termList(view),
      decide(view),
    ],
  ),
  proposal_lapsed: template(
    (view) => `Our proposal has lapsed (${view.number})`,
    (view) => [
      'We have not heard from you, so our proposal has lapsed and the application is closed. Nothing was accepted in your name.',
      'If you still want to go on, you can reopen the application within 14 days.',
      { link: view.link(), label: 'See your application' },
    ],
  ),
  proposal_accepted: template(
    (view) => `You have accepted our proposal (${view.number})`,
    (view) => [
      'Thank you. We have recorded that you accepted our proposal:',
      ...termList(view),
      'We now do what was agreed and close the application.',
    ],
  ),
  proposal_rejected: template(
    (view) => `We have your answer to our proposal (${view.number})`,
    () => [
      'You have rejected our proposal and told us why. Your application is open again, and the next proposal will answer what you wrote.',
    ],
  ),
  case_closed: template(
    (view) => `Your application ${view.number} is complete`,
    (view) => [
      'Everything that we agreed on is done, and your application is closed. Welcome.',
      { link: view.link(), label: 'See your application' },
    ],
  ),
  case_abandoned: template(
    (view) => `Your application ${view.number} is closed`,
    () => [
      'We have not heard from you in time, so your application is closed.',
      'If you still want to go on, you can reopen it within 14 days.',
    ],
  ),
  case_withdrawn: template(
    (view) => `Your application ${view.number} is withdrawn`,
    () => ['Your application is withdrawn, as you asked. You can reopen it within 14 days.'],
  ),
  case_reopened: template(
    (view) => `Your application ${view.number} is open again`,
    (view) => ['Your application is open again.', status(view)],
  ),
  process_message: template(
    (view) => `News of your application ${view.number}`,
    (view) => [...view.processMessages.map((text) => fillText(text, view.variable)), status(view)],
  ),
  message_from_us: template(
    (view) => `A message about your application ${view.number}`,
    (view) => [
      'There is a new message for you on your application.',
      { link: view.link('messages'), label: 'Read and answer' },
    ],
  ),
};
