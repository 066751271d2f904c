import { pdf } from '../files.ts';
import { png } from '../picture.ts';
import type { Stage } from '../stage.ts';
import { acceptDocuments, claimAfterReview, completePreApproval, fillStep, finishIntake } from './moves.ts';

/** What differs between the two consumers. */
export interface ConsumerStory {
  readonly signIn: string;
  readonly personId: string;
  readonly name: string;
  readonly end: 'accepted' | 'lapsed';
}

/** A consumer who does everything in the portal; then accepts the proposal, or lets it lapse. */
export async function consumerJourney(stage: Stage, story: ConsumerStory): Promise<string> {
  const { signIn: me, personId } = story;
  await intake(stage, story);
  await finishIntake(stage, me, {
    state: 'new in initiate',
    mails: [`case_submitted to ${me}`, 'staff_case_queued to ada', 'staff_case_queued to sue'],
  });
  await claimAfterReview(stage, 'ada', { state: 'open in pre_approval', mails: [`case_accepted to ${me}`] });
  await completePreApproval(stage, 'ada', personId, {
    state: 'open in data_capture',
    mails: [`stage_completed to ${me}`],
  });
  await acceptDocuments(stage, 'ada');
  await stage.act(
    'ada',
    'POST /v1/cases/:case/submit-for-review',
    {
      code: 200,
      state: 'under_review in due_diligence',
      mails: [`checks_started to ${me}`],
    },
    {},
  );
  await stage.pass('PT5M', {
    state: 'review_complete in resolve',
    mails: [`stage_completed to ${me}`, 'staff_review_completed to ada'],
  });
  await stage.act(
    'ada',
    'POST /v1/cases/:case/proposals',
    { code: 201, state: 'resolved in resolve', mails: [`proposal_ready to ${me}`] },
    {
      resolutionCode: 'open_account',
      notes: 'A current account with a debit card.',
      terms: { accountType: 'current', monthlyFee: 3, debitCard: true },
    },
  );
  await (story.end === 'accepted' ? acceptAndClose(stage, me) : letLapse(stage, me));
  return stage.caseId;
}

async function intake(stage: Stage, { signIn: me, name }: ConsumerStory): Promise<void> {
  await stage.act(
    me,
    'POST /v1/cases',
    { code: 201, state: 'draft in initiate' },
    { type: 'consumer-account', channel: 'web' },
  );
  await fillStep(stage, me, 'basics', { fullName: name, dateOfBirth: '1990-06-15', actsForSomeoneElse: false });
  await fillStep(stage, me, 'address', {
    residentialStreet: '7 Mill Lane',
    residentialCity: 'Leeds',
    residentialCountry: 'GB',
  });
  await fillStep(stage, me, 'account-use', {
    purpose: 'everyday',
    expectedMonthlyActivity: '2500_to_10000',
    sourceOfFunds: ['salary'],
  });
  await fillStep(stage, me, 'declarations', { isPoliticallyExposed: false });
  await fillStep(stage, me, 'consent', { consentToChecks: true, informationIsTrue: true });
  await stage.upload(me, 'photo-id', pdf('passport'), { state: 'draft in initiate' });
  await stage.upload(me, 'selfie', png('selfie'), { state: 'draft in initiate' });
  await stage.upload(me, 'proof-of-address', pdf('utility bill'), { state: 'draft in initiate' });
}

async function acceptAndClose(stage: Stage, me: string): Promise<void> {
  await stage.act(
    me,
    'POST /v1/cases/:case/proposals/1/accept',
    {
      code: 200,
      state: 'resolved in resolve',
      mails: [`proposal_accepted to ${me}`, 'staff_proposal_accepted to ada'],
    },
    {},
  );
  await stage.act(
    'ada',
    'POST /v1/cases/:case/close',
    { code: 200, state: 'closed/accepted in close', mails: [`case_closed to ${me}`] },
    { resolutionCode: 'open_account', resolutionNotes: 'Opened as agreed.' },
  );
}

async function letLapse(stage: Stage, me: string): Promise<void> {
  await stage.pass('P8D', { state: 'resolved in resolve', mails: [`proposal_reminder to ${me}`] });
  await stage.pass('P8D', {
    state: 'closed/lapsed in close',
    mails: [`proposal_lapsed to ${me}`, 'staff_proposal_lapsed to ada'],
  });
}
