import type { AnswerValue, Case, CaseDocument, Member, StepAnswers } from '../../../shared/domain/case/case.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { playbookOf } from '../../../shared/playbooks/catalogue.ts';
import { aCase } from '../../support/a-case.ts';

function packaged(id: string): Playbook {
  const playbook = playbookOf({ id, version: 1 });
  if (playbook === undefined) throw new Error(`${id} is not packaged`);
  return playbook;
}

export const CONSUMER = packaged('consumer-account');
export const COMPANY = packaged('company-account');

/** Tuesday. */
export const AT = '2026-03-10T09:00:00.000Z';

const OPENED = { stages: [{ stage: 'initiate', enteredAt: AT }], createdAt: AT, updatedAt: AT } as const;

/** A draft that consumer_1 has just opened for themselves. */
export function consumerCase(overrides: Partial<Case> = {}): Case {
  return aCase({
    ...OPENED,
    type: 'consumer-account',
    playbook: { id: 'consumer-account', version: 1 },
    group: 'consumer-onboarding',
    applicant: { kind: 'consumer', consumerId: 'consumer_1', name: 'Ada Byron' },
    openedBy: 'consumer_1',
    ...overrides,
  });
}

/** A draft that contact_1 of account_1 has just opened. */
export function companyCase(overrides: Partial<Case> = {}): Case {
  return aCase({
    ...OPENED,
    type: 'company-account',
    playbook: { id: 'company-account', version: 1 },
    group: 'business-onboarding',
    applicant: { kind: 'account', accountId: 'account_1', contactId: 'contact_1', name: 'Mill Lane Ltd' },
    openedBy: 'contact_1',
    ...overrides,
  });
}

/** Answers of one step; completed unless said otherwise. */
export function answered(
  stepId: string,
  values: Readonly<Record<string, AnswerValue>>,
  more: Partial<StepAnswers> = { completedAt: AT, completedBy: 'consumer_1' },
): StepAnswers {
  return { stepId, values, authors: {}, revision: 1, ...more };
}

export const BASICS = { fullName: 'Ada Byron', dateOfBirth: '1990-12-10', actsForSomeoneElse: false };
export const ADDRESS = { residentialStreet: 'Mill Lane 1', residentialCity: 'Leeds', residentialCountry: 'GB' };
export const ACCOUNT_USE = { purpose: 'everyday', expectedMonthlyActivity: 'under_2500', sourceOfFunds: ['salary'] };
export const DECLARATIONS = { isPoliticallyExposed: false };
export const CONSENT = { consentToChecks: true, informationIsTrue: true };

/** Every form of a consumer's intake, complete; no step depends on another person or on wealth. */
export const CONSUMER_ANSWERS: readonly StepAnswers[] = [
  answered('basics', BASICS),
  answered('address', ADDRESS),
  answered('account-use', ACCOUNT_USE),
  answered('declarations', DECLARATIONS),
  answered('consent', CONSENT),
];

export const COMPANY_ANSWERS: readonly StepAnswers[] = [
  answered('basics', { legalName: 'Mill Lane Ltd', registrationNumber: '01234567', companyType: 'private_limited' }),
  answered('addresses', {
    registeredStreet: 'Mill Lane 1',
    registeredCity: 'Leeds',
    registeredCountry: 'GB',
    tradesAtRegisteredAddress: true,
  }),
  answered('account-use', { purpose: 'payroll', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['sales'] }),
  answered('people', {}),
  answered('declarations', { hasPoliticallyExposedPerson: false }),
  answered('consent', CONSENT),
];

export function member(memberId: string, role: string, more: Partial<Member> = {}): Member {
  const known = { name: `Person ${memberId}`, dateOfBirth: '1980-01-01', addedAt: AT, addedBy: 'contact_1' };
  return { memberId, role, ...known, ...more };
}

/** One director, one owner of 60 %, one signatory. */
export const COMPANY_MEMBERS: readonly Member[] = [
  member('m_director', 'director'),
  member('m_owner', 'owner', { ownershipPercent: 60 }),
  member('m_signatory', 'signatory', { personId: 'contact_2' }),
];

/** A clean PDF that waits for a decision. */
export function document(
  documentId: string,
  requirementId: string | undefined,
  more: Partial<CaseDocument> = {},
): CaseDocument {
  return {
    documentId,
    ...(requirementId !== undefined && { requirementId }),
    fileName: 'scan.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1000,
    sha256: '',
    objectKey: documentId,
    scan: 'clean',
    status: requirementId === undefined ? 'unclassified' : 'submitted',
    uploadedBy: 'consumer_1',
    channel: 'web',
    uploadedAt: AT,
    ...more,
  };
}
