import { CONSENT, IDENTITY, type Story } from './story.ts';

const CARDS = `${IDENTITY} | proof_of_age_card`;

export const gbCompany: Story = {
  about: 'a British company with nominees',
  type: 'gb-company-account',
  me: 'nina',
  party: 'account_northwind',
  needsApproval: true,
  decisions: { jurisdiction: 'gb', 'risk-tier': 'medium' },
  tasks: ['compare-people'],
  steps: [
    ['country', { registeredCountry: 'GB' }],
    [
      'basics',
      {
        legalName: 'Northwind Traders Ltd',
        companiesHouseNumber: '01234567',
        companyType: 'private_limited',
        sicCode: '46900',
        hasNominees: true,
      },
    ],
    [
      'addresses',
      {
        registeredStreet: '1 Quay Street',
        registeredCity: 'Bristol',
        registeredPostcode: 'BS1 6UT',
        tradesAtRegisteredAddress: true,
      },
    ],
    ['tax', { taxCountries: ['GB', 'DE'], vatRegistered: true, vatNumber: 'GB 123 4567 89' }],
    ['contact', { contactName: 'Nina Falk', contactEmail: 'nina@example.com' }],
    ['account-use', { purpose: 'day_to_day', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['sales'] }],
    [
      'people',
      [
        { role: 'director', name: 'Nina Falk', dateOfBirth: '1979-04-12', country: 'GB' },
        { role: 'owner', name: 'Ingrid Falk', dateOfBirth: '1951-01-30', country: 'GB', ownershipPercent: 60 },
        { role: 'signatory', name: 'Omar Haddad', dateOfBirth: '1984-10-02', country: 'GB' },
      ],
    ],
    ['signing', { signingRule: 'two', firstSignatory: { memberCalled: 'Omar Haddad' } }],
    ['declarations', { hasPoliticallyExposedPerson: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    [
      'registration-gb',
      'Companies House extract or certificate of incorporation',
      'certificate_of_incorporation | companies_house_extract',
      'mandatory',
    ],
    [
      'good-standing',
      'Certificate of good standing',
      'certificate_of_good_standing | current_registry_extract',
      'mandatory',
    ],
    [
      'psc-register',
      'Register of people with significant control',
      'psc_register_extract | company_psc_register',
      'mandatory',
    ],
    [
      'register-of-directors-and-shareholders',
      'Register of directors and shareholders',
      'register_of_directors_and_shareholders | confirmation_statement | company_statement | signed_list',
      'mandatory',
    ],
    ['nominee-declaration', 'Declaration of each nominee', 'nominee_declaration | declaration_of_trust', 'mandatory'],
    [
      'proof-of-address',
      "Proof of the company's address",
      'utility_bill | business_rates_bill | rates_notice | lease | official_letter',
      'mandatory',
    ],
    [
      'tax-document',
      'Tax document',
      'hmrc_letter | vat_certificate | abn_record | activity_statement | tax_registration',
      'mandatory',
    ],
    ['bank-statement', 'Bank statement', 'bank_statement', 'mandatory'],
    [
      'signatory-authority',
      'Authority of the signatories',
      'board_resolution | bank_mandate | power_of_attorney',
      'mandatory',
    ],
    ['articles', 'Articles of association or constitution', 'articles_of_association | constitution', 'optional'],
    [
      'financial-statements',
      'Financial statements',
      'audited_accounts | filed_accounts | management_accounts',
      'optional',
      2,
    ],
    ['photo-id', 'Photo identification: Nina Falk', CARDS, 'mandatory'],
    ['photo-id', 'Photo identification: Omar Haddad', CARDS, 'mandatory'],
    ['owner-photo-id', 'Photo identification of an owner: Ingrid Falk', CARDS, 'mandatory'],
  ],
};
