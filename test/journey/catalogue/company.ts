import { CONSENT, IDENTITY, type Story } from './story.ts';

export const company: Story = {
  about: 'a company in which nobody owns a quarter',
  type: 'company-account',
  me: 'nina',
  party: 'account_northwind',
  needsApproval: true,
  decisions: { 'risk-tier': 'low' },
  tasks: [],
  steps: [
    [
      'basics',
      { legalName: 'Northwind Traders Ltd', registrationNumber: 'NW 204 881', companyType: 'private_limited' },
    ],
    [
      'addresses',
      {
        registeredStreet: '1 Quay Street',
        registeredCity: 'Bristol',
        registeredCountry: 'GB',
        tradesAtRegisteredAddress: true,
      },
    ],
    ['account-use', { purpose: 'payroll', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['sales'] }],
    [
      'people',
      [
        { role: 'director', name: 'Nina Falk', dateOfBirth: '1979-04-12', country: 'GB' },
        { role: 'owner', name: 'Ingrid Falk', dateOfBirth: '1951-01-30', country: 'GB', ownershipPercent: 20 },
        { role: 'signatory', name: 'Omar Haddad', dateOfBirth: '1984-10-02', country: 'GB' },
      ],
    ],
    ['controller', [{ role: 'controller', name: 'Jo March', dateOfBirth: '1970-07-07', country: 'GB' }]],
    ['declarations', { hasPoliticallyExposedPerson: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    [
      'registration',
      'Certificate of incorporation or registry extract',
      'certificate_of_incorporation | registry_extract',
      'mandatory',
    ],
    ['good-standing', 'Certificate of good standing', 'certificate_of_good_standing', 'mandatory'],
    [
      'register-of-directors-and-shareholders',
      'Register of directors and shareholders',
      'register_of_directors_and_shareholders | signed_list',
      'mandatory',
    ],
    ['proof-of-address', "Proof of the company's address", 'utility_bill | lease | official_letter', 'mandatory'],
    ['tax-document', 'Tax document', 'tax_registration | vat_registration | tax_return', 'mandatory'],
    ['bank-statement', 'Bank statement', 'bank_statement', 'mandatory'],
    [
      'signatory-authority',
      'Authority of the signatories',
      'board_resolution | bank_mandate | power_of_attorney',
      'mandatory',
    ],
    ['articles', 'Articles of association', 'articles_of_association', 'optional'],
    ['financial-statements', 'Financial statements', 'audited_accounts | management_accounts', 'optional', 2],
    ['photo-id', 'Photo identification: Nina Falk', IDENTITY, 'mandatory'],
    ['photo-id', 'Photo identification: Omar Haddad', IDENTITY, 'mandatory'],
    ['photo-id', 'Photo identification: Jo March', IDENTITY, 'mandatory'],
  ],
};
