import type { NewMember } from '../../shared/domain/case/add-member.ts';
import type { AnswerValue } from '../../shared/domain/case/case.ts';
import type { NewProposal } from '../../shared/domain/case/make-proposal.ts';
import { PLACEHOLDER } from './placeholders.ts';

/** What an imported company writes into the forms of `company-account`, by step. */
export const FORMS: Readonly<Record<string, Readonly<Record<string, AnswerValue>>>> = {
  basics: {
    legalName: PLACEHOLDER.companyName,
    registrationNumber: 'IM 204 882',
    companyType: 'private_limited',
  },
  addresses: {
    registeredStreet: '1 Quay Street',
    registeredCity: 'Bristol',
    registeredPostcode: 'BS1 4AA',
    registeredCountry: 'GB',
    tradesAtRegisteredAddress: true,
  },
  'account-use': { purpose: 'trade', expectedMonthlyActivity: '25000_to_250000', sourceOfFunds: ['sales', 'capital'] },
  declarations: { hasPoliticallyExposedPerson: false },
  consent: { consentToChecks: true, informationIsTrue: true },
};

export const PEOPLE: readonly NewMember[] = [
  {
    role: 'director',
    name: 'Noor Falkner',
    dateOfBirth: '1979-04-12',
    country: 'GB',
    email: 'noor.falkner@import.example',
    personId: PLACEHOLDER.contactId,
  },
  {
    role: 'owner',
    name: 'Ingrid Falkner',
    dateOfBirth: '1951-01-30',
    country: 'GB',
    email: 'ingrid.falkner@import.example',
    ownershipPercent: 60,
  },
  {
    role: 'signatory',
    name: 'Oskar Hadden',
    dateOfBirth: '1984-10-02',
    country: 'GB',
    email: 'oskar.hadden@import.example',
  },
];

/** Requirements that a document is sent for. */
export const REQUIREMENTS = [
  'registration',
  'good-standing',
  'register-of-directors-and-shareholders',
  'proof-of-address',
  'bank-statement',
  'signatory-authority',
] as const;

export const PROPOSAL: NewProposal = {
  resolutionCode: 'open_account',
  notes: 'A current account.',
  terms: { accountType: 'business_current', monthlyFee: 12, onlineBanking: true },
};

/** Base 64 of 32 bytes; no object is stored, because nothing of an imported case is downloaded. */
const SHA256 = 'y3K1hXn0sFvQ8mC2dTjZ5rUeWbLpAoIgN9fVxE7tMkE=';

export const documentOf = (requirementId: string) => ({
  requirementId,
  fileName: `${requirementId}.pdf`,
  mediaType: 'application/pdf',
  sizeBytes: 184_320,
  sha256: SHA256,
  uploadedBy: PLACEHOLDER.contactId,
});
