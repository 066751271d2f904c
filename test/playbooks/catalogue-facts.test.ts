import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkValue } from '../../shared/domain/playbook/check-value.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { newestPlaybook, PACKAGED } from '../../shared/playbooks/catalogue.ts';

const MAXIMUM_BYTES = 60_000;

function packaged(type: string): Playbook {
  const playbook = newestPlaybook(type);
  if (playbook === undefined) throw new Error(`${type} is not packaged`);
  return playbook;
}
const fieldsOf = ({ intake }: Playbook) => intake.flatMap(({ fields }) => fields ?? []);
const namesOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe.each(PACKAGED.map(({ id }) => id))('the packaged playbook %s', (type) => {
  const playbook = packaged(type);

  it('asks every applicant for purpose, activity, funds, public functions and consent, and some for wealth', () => {
    const required = new Set(namesOf(fieldsOf(playbook).filter(({ required }) => required === true)));
    for (const id of ['purpose', 'expectedMonthlyActivity', 'sourceOfFunds', 'publicFunction', 'sourceOfWealth']) {
      expect(required).toContain(id);
    }
    const agreed = fieldsOf(playbook).filter(({ mustBeTrue }) => mustBeTrue);
    expect(namesOf(agreed)).toEqual(['consentToChecks', 'informationIsTrue']);
    const wealth = playbook.intake.find(({ id }) => id === 'wealth');
    expect(wealth?.when).toEqual({ fact: 'decisions.risk-tier', equals: 'high' });
  });

  it('gives every stage the days that such a case may take', () => {
    expect(Object.entries(playbook.stages).map(([stage, { businessDays }]) => [stage, businessDays])).toEqual([
      ['initiate', undefined],
      ['pre_approval', 3],
      ['data_capture', 5],
      ['due_diligence', 15],
      ['resolve', 20],
      ['close', undefined],
    ]);
  });

  it('never lets a suspicion decide what a customer is asked for', () => {
    const asked = [...playbook.intake, ...playbook.requirements, ...playbook.tasks];
    const conditions = JSON.stringify([asked.map(({ when }) => when), playbook.decisions]);
    expect(conditions).not.toContain('consider');
  });

  it('tells a story that goes through, one that takes a branch, one that owes documents, one to be judged', () => {
    expect(playbook.scenarios.length).toBeGreaterThanOrEqual(3);
    const outcomes = new Set(playbook.scenarios.map(({ expect: { outcome } }) => outcome));
    for (const outcome of ['review_complete', 'documents_owed', 'judgement_needed'])
      expect(outcomes).toContain(outcome);
    expect(new Set(playbook.scenarios.map(({ expect: { path } }) => path.join())).size).toBeGreaterThan(1);
  });

  it('is small enough to be stored and sent', () => {
    const file = new URL(`../../shared/playbooks/data/${type}.v1.json`, import.meta.url);
    expect(readFileSync(file).length).toBeLessThan(MAXIMUM_BYTES);
  });
});

describe('what each type of applicant is asked for', () => {
  it.each([
    ['consumer-account', 'fullName dateOfBirth residentialStreet residentialCity residentialCountry'],
    ['sole-trader-account', 'fullName dateOfBirth residentialStreet businessName businessNumber businessStreet'],
    ['company-account', 'legalName registrationNumber registeredStreet tradingStreet companyType purpose'],
    ['partnership-account', 'legalName partnershipType formationCountry businessName'],
    ['trust-account', 'trustName trustKind trustCountry trusteeKind beneficiaryClasses hasSanctionedPerson'],
    ['gb-consumer-account', 'fullName dateOfBirth residentialStreet residentialCity residentialCountry'],
    ['gb-sole-trader-account', 'fullName dateOfBirth businessName uniqueTaxpayerReference businessNumber sicCode'],
    ['gb-company-account', 'legalName companiesHouseNumber australianCompanyNumber sicCode anzsicCode companyType'],
    ['gb-partnership-account', 'legalName partnershipType formationCountry businessName companiesHouseNumber'],
    ['gb-trust-account', 'trustName trustKind trustCountry trusteeKind beneficiaryClasses hasSanctionedPerson'],
  ])('%s collects %s', (type, collected) => {
    const required = namesOf(fieldsOf(packaged(type)).filter(({ required }) => required === true));
    expect(required).toEqual(expect.arrayContaining(collected.split(' ')));
  });

  it.each([
    ['consumer-account', 'represented-person'],
    ['sole-trader-account', 'agent'],
    ['company-account', 'director owner signatory controller'],
    ['partnership-account', 'partner owner signatory controller'],
    ['trust-account', 'settlor trustee trustee-director beneficiary appointor protector controller'],
    ['gb-consumer-account', 'represented-person'],
    ['gb-sole-trader-account', 'agent'],
    ['gb-company-account', 'director owner signatory controller'],
    ['gb-partnership-account', 'partner owner signatory controller'],
    ['gb-trust-account', 'settlor trustee trustee-director beneficiary appointor protector controller'],
  ])('%s identifies %s', (type, roles) => {
    expect(namesOf(packaged(type).memberRoles).join(' ')).toBe(roles);
  });

  it.each([
    [
      'sole-trader-account',
      'photo-id selfie proof-of-address business-name-registration proof-of-activity tax-document accounts source-of-wealth-evidence agent-authority agent-photo-id second-identity-proof',
    ],
    [
      'partnership-account',
      'agreement proof-of-address tax-document signatory-authority corporate-partner-extract financial-statements source-of-wealth-evidence partner-photo-id owner-photo-id photo-id home-address-proof',
    ],
    [
      'trust-account',
      'trust-deed tax-document corporate-trustee-registration corporate-trustee-register proof-of-address source-of-wealth-evidence trustee-photo-id controller-photo-id beneficiary-photo-id',
    ],
    [
      'gb-consumer-account',
      'photo-id selfie proof-of-address-gb proof-of-address-au proof-of-address income-proof source-of-wealth-evidence authority-to-act represented-person-id second-identity-proof second-identity-proof-au second-identity-proof-elsewhere',
    ],
    [
      'gb-sole-trader-account',
      'photo-id selfie proof-of-address-gb proof-of-address-au proof-of-address business-name-registration business-name-registration-au business-name-registration-elsewhere proof-of-activity tax-document accounts source-of-wealth-evidence agent-authority agent-photo-id second-identity-proof second-identity-proof-au second-identity-proof-elsewhere',
    ],
    [
      'gb-company-account',
      'registration-gb registration-au registration good-standing psc-register register-of-directors-and-shareholders nominee-declaration proof-of-address tax-document bank-statement signatory-authority source-of-wealth-evidence photo-id owner-photo-id owner-address-proof',
    ],
    [
      'gb-partnership-account',
      'agreement agreement-elsewhere psc-register business-name-extract proof-of-address tax-document signatory-authority corporate-partner-extract financial-statements source-of-wealth-evidence partner-photo-id owner-photo-id photo-id home-address-proof',
    ],
    [
      'gb-trust-account',
      'trust-deed trust-register-proof abn-record tax-document corporate-trustee-registration corporate-trustee-register proof-of-address source-of-wealth-evidence trustee-photo-id controller-photo-id beneficiary-photo-id',
    ],
  ])('%s makes mandatory, where it applies: %s', (type, mandatory) => {
    const listed = packaged(type).requirements.filter((requirement) => requirement.mandatory);
    expect(namesOf(listed).join(' ')).toBe(mandatory);
  });
});

describe('the numbers of the United Kingdom and Australia', () => {
  it.each([
    ['gb-consumer-account', 'nationalInsuranceNumber', 'AB 12 34 56 C', 'DA 12 34 56 C'],
    ['gb-consumer-account', 'nationalInsuranceNumber', 'AB123456C', 'AB123456E'],
    ['gb-consumer-account', 'taxFileNumber', '123 456 782', '1234567'],
    ['gb-sole-trader-account', 'uniqueTaxpayerReference', '12345 67890', '123456789'],
    ['gb-sole-trader-account', 'vatNumber', 'GB 123 4567 89', 'DE 123 4567 89'],
    ['gb-sole-trader-account', 'businessNumber', '51 824 753 556', '51 824 753 55'],
    ['gb-sole-trader-account', 'anzsicCode', '3242', '43320'],
    ['gb-company-account', 'companiesHouseNumber', '01234567', '1234567'],
    ['gb-company-account', 'companiesHouseNumber', 'SC123456', 'sc123456'],
    ['gb-company-account', 'australianCompanyNumber', '004 085 616', '04 085 616'],
    ['gb-company-account', 'sicCode', '46900', '4690'],
    ['gb-partnership-account', 'companiesHouseNumber', 'OC301234', '01234567'],
    ['gb-trust-account', 'trustRegistrationReference', 'XATRUST80000001', 'a trust'],
  ])('%s takes as %s “%s” and not “%s”', (type, fieldId, right, wrong) => {
    const field = fieldsOf(packaged(type)).find(({ id }) => id === fieldId);
    const verdicts = [right, wrong].map((text) => field && checkValue(field, text, '2026-03-10')?.code);
    expect(verdicts).toEqual([undefined, 'field.wrong-format']);
    expect(field?.help).toBeDefined();
  });
});
