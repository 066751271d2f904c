import { disguised, eicar, pdf } from '../files.ts';
import { replyByMail } from '../reply-by-mail.ts';
import type { Stage } from '../stage.ts';
import { acceptDocuments, claimAfterReview, completePreApproval, fillStep, finishIntake } from './moves.ts';

const CASE_DOCUMENTS = [
  'registration',
  'good-standing',
  'register-of-directors-and-shareholders',
  'proof-of-address',
  'signatory-authority',
] as const;

const TERMS = { accountType: 'business_current', monthlyFee: 25, onlineBanking: true };

/** A company, opened by phone for a contact: a missing document, a hit to judge, a rejected proposal. */
export async function companyJourney(stage: Stage, smtpPort: number): Promise<string> {
  await openByPhone(stage);
  await contactContinues(stage);
  await uploadDocuments(stage);
  await finishIntake(stage, 'nina', {
    state: 'new in initiate',
    mails: [
      'case_submitted to nina',
      'staff_case_queued to ada',
      'staff_case_queued to ben',
      'staff_case_queued to sue',
    ],
  });
  await preApproval(stage);
  await dataCapture(stage, smtpPort);
  await dueDiligence(stage);
  await proposals(stage);
  return closeAndAudit(stage);
}

async function openByPhone(stage: Stage): Promise<void> {
  await stage.act(
    'ada',
    'POST /v1/cases',
    { code: 201, state: 'draft in initiate', mails: ['draft_opened_for_you to nina'] },
    { type: 'company-account', channel: 'phone', onBehalfOf: 'contact_nina' },
  );
  await fillStep(stage, 'ada', 'basics', {
    legalName: 'Northwind Traders Ltd',
    registrationNumber: 'NW 204 881',
    companyType: 'private_limited',
  });
  for (const member of PEOPLE) {
    await stage.act('ada', 'POST /v1/cases/:case/members', { code: 201, state: 'draft in initiate' }, member);
  }
}

const PEOPLE = [
  { role: 'director', name: 'Nina Falk', dateOfBirth: '1979-04-12', country: 'GB', personId: 'contact_nina' },
  { role: 'director', name: 'Omar Haddad', dateOfBirth: '1984-10-02', country: 'GB' },
  { role: 'owner', name: 'Ingrid Falk', dateOfBirth: '1951-01-30', country: 'GB', ownershipPercent: 60 },
  { role: 'signatory', name: 'Omar Haddad', dateOfBirth: '1984-10-02', country: 'GB', personId: 'contact_omar' },
];

async function contactContinues(stage: Stage): Promise<void> {
  await fillStep(stage, 'nina', 'addresses', {
    registeredStreet: '1 Quay Street',
    registeredCity: 'Bristol',
    registeredCountry: 'GB',
    tradesAtRegisteredAddress: true,
  });
  await stage.act('nina', 'POST /v1/cases/:case/steps/basics/revisit', { code: 200, state: 'draft in initiate' }, {});
  await fillStep(stage, 'nina', 'basics', { registrationNumber: 'NW 204 882' });
  await fillStep(stage, 'nina', 'account-use', {
    purpose: 'trade',
    expectedMonthlyActivity: '25000_to_250000',
    sourceOfFunds: ['sales'],
  });
  await stage.act('nina', 'POST /v1/cases/:case/steps/people/complete', { code: 200 }, {});
  await fillStep(stage, 'nina', 'declarations', { hasPoliticallyExposedPerson: false });
  await fillStep(stage, 'nina', 'consent', {
    consentToChecks: true,
    informationIsTrue: true,
    customerReference: 'sim legal=consider',
  });
}

async function uploadDocuments(stage: Stage): Promise<void> {
  await stage.act(
    'nina',
    'POST /v1/cases/:case/documents',
    { code: 422 },
    {
      requirementId: 'registration',
      fileName: 'run.exe',
      mediaType: 'application/x-msdownload',
      sizeBytes: 10,
      sha256: NO_DIGEST,
    },
  );
  await stage.upload('nina', 'registration', disguised(), { state: 'draft in initiate', scan: 'unsupported' });
  await stage.upload('nina', 'bank-statement', eicar(), { state: 'draft in initiate', scan: 'infected' });
  for (const requirementId of CASE_DOCUMENTS) {
    await stage.upload('nina', requirementId, pdf(requirementId), { state: 'draft in initiate' });
  }
  await stage.upload('nina', 'bank-statement', pdf('bank statement'), { state: 'draft in initiate' });
  const { body } = await stage.client.call('nina', 'GET', `/v1/cases/${stage.caseId}/requirements`);
  const perPerson = body.data.filter((one: { memberId?: string }) => one.memberId !== undefined);
  for (const { requirementId } of perPerson) {
    await stage.upload('nina', requirementId, pdf(`photo id ${requirementId.slice(-4)}`), {
      state: 'draft in initiate',
    });
  }
  await stage.act('nina', 'POST /v1/cases/:case/steps/documents/complete', { code: 200 }, {});
}
const NO_DIGEST = `${'A'.repeat(43)}=`;

async function preApproval(stage: Stage): Promise<void> {
  await stage.act('ada', 'POST /v1/cases/:case/claim', { code: 409, problem: 'case.context-review-required' }, {});
  await claimAfterReview(stage, 'ada', {
    state: 'open in pre_approval',
    mails: ['case_accepted to nina', 'staff_approval_wanted to sue'],
  });
  await stage.act(
    'sue',
    'POST /v1/cases/:case/pre-approval/decision',
    { code: 200, state: 'open in pre_approval' },
    { decision: 'approved', reason: 'a known trade, in our market' },
  );
  await completePreApproval(stage, 'ada', 'account_northwind', {
    state: 'open in data_capture',
    mails: ['stage_completed to nina', 'documents_missing to nina'],
  });
}

async function dataCapture(stage: Stage, smtpPort: number): Promise<void> {
  await stage.act('ada', 'POST /v1/cases/:case/submit-for-review', { code: 422, state: 'open in data_capture' }, {});
  const mail = await stage.lastMail('documents_missing', 'nina');
  await stage.event(
    'nina',
    'replies to the mail with the tax document attached',
    () =>
      replyByMail(
        smtpPort,
        mail,
        'nina@gangway.example',
        'Here is the document you asked for.',
        pdf('tax registration'),
      ),
    { state: 'open in data_capture', mails: ['staff_customer_wrote to ada'] },
  );
  const { body } = await stage.client.call('ada', 'GET', `/v1/cases/${stage.caseId}/documents`);
  const received = body.data.find((document: { status: string }) => document.status === 'unclassified');
  await stage.act(
    'ada',
    `PATCH /v1/cases/:case/documents/${received?.documentId}`,
    { code: 200, state: 'open in data_capture' },
    { requirementId: 'tax-document' },
  );
  await acceptDocuments(stage, 'ada');
  const passed = { 'verification.number': 2, 'verification.missing': [], 'verification.invalid': [] };
  await stage.act('ada', 'GET /v1/cases/:case', { code: 200, state: 'open in data_capture', shows: passed });
  await stage.act(
    'ada',
    'POST /v1/cases/:case/submit-for-review',
    { code: 200, state: 'under_review in due_diligence', mails: ['checks_started to nina'] },
    {},
  );
}

async function dueDiligence(stage: Stage): Promise<void> {
  await stage.pass('PT5M', { state: 'under_review in due_diligence', mails: ['staff_check_to_judge to ada'] });
  await stage.act(
    'ada',
    'POST /v1/cases/:case/checks/legal/adjudicate',
    { code: 200, state: 'under_review in due_diligence' },
    { verdict: 'false_positive', note: 'another company of the same name' },
  );
  await stage.act(
    'ada',
    'POST /v1/cases/:case/review-complete',
    {
      code: 200,
      state: 'review_complete in resolve',
      mails: ['stage_completed to nina', 'staff_review_completed to ada'],
    },
    {},
  );
}

async function proposals(stage: Stage): Promise<void> {
  const first = { resolutionCode: 'open_account', notes: 'The account with online banking.', terms: TERMS };
  const proposed = {
    code: 201,
    state: 'resolved in resolve',
    mails: ['proposal_ready to nina', 'proposal_ready to omar'],
  };
  await stage.act('ada', 'POST /v1/cases/:case/proposals', proposed, first);
  await stage.act('ada', 'POST /v1/cases/:case/proposals/1/accept', { code: 403, state: 'resolved in resolve' }, {});
  await stage.act(
    'nina',
    'POST /v1/cases/:case/proposals/1/reject',
    { code: 200, state: 'open in resolve', mails: ['proposal_rejected to nina', 'staff_proposal_rejected to ada'] },
    { reasonCode: 'fees_too_high', feedback: 'The fee is more than we pay now.' },
  );
  await stage.act('ada', 'POST /v1/cases/:case/proposals', { code: 422, state: 'open in resolve' }, first);
  const second = {
    ...first,
    notes: 'The same at a lower fee.',
    terms: { ...TERMS, monthlyFee: 12 },
    addressesFeedback: [1],
  };
  await stage.act('ada', 'POST /v1/cases/:case/proposals', proposed, second);
  await stage.act(
    'nina',
    'POST /v1/cases/:case/proposals/2/accept',
    { code: 200, state: 'resolved in resolve', mails: ['proposal_accepted to nina', 'staff_proposal_accepted to ada'] },
    {},
  );
}

async function closeAndAudit(stage: Stage): Promise<string> {
  await stage.act(
    'ada',
    'POST /v1/cases/:case/close',
    { code: 200, state: 'closed/accepted in close', mails: ['case_closed to nina'] },
    { resolutionCode: 'open_account', resolutionNotes: 'Opened as agreed.' },
  );
  await stage.act('ada', 'POST /v1/cases/:case/comments', { code: 409 }, { body: 'too late' });
  return stage.caseId;
}
