import { CONSENT, IDENTITY, type Story } from './story.ts';

export const partnership: Story = {
  about: 'a limited partnership with a company among its partners',
  type: 'partnership-account',
  me: 'pia',
  party: 'account_harbour',
  needsApproval: true,
  decisions: { 'risk-tier': 'medium' },
  tasks: ['compare-people'],
  steps: [
    [
      'basics',
      {
        legalName: 'Harbour Advisers LLP',
        partnershipType: 'limited_liability',
        formationCountry: 'DK',
        registrationNumber: 'DK 88-1201',
        usesBusinessName: true,
        businessName: 'Harbour',
        hasCorporatePartner: true,
      },
    ],
    ['place', { placeStreet: '9 Harbour Square', placeCity: 'Aarhus', placeCountry: 'DK' }],
    ['contact', { contactName: 'Pia Lund', contactEmail: 'pia@example.com' }],
    ['account-use', { purpose: 'client_money', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['sales'] }],
    [
      'people',
      [
        { role: 'partner', name: 'Pia Lund', dateOfBirth: '1981-12-24', country: 'DK', ownershipPercent: 60 },
        { role: 'partner', name: 'Karl Holm', dateOfBirth: '1969-03-14', country: 'DK', ownershipPercent: 10 },
        { role: 'owner', name: 'Eva Holm', dateOfBirth: '1940-08-01', country: 'SE', ownershipPercent: 30 },
        { role: 'signatory', name: 'Pia Lund', dateOfBirth: '1981-12-24', country: 'DK' },
      ],
    ],
    ['signing', { signingRule: 'one' }],
    ['declarations', { hasPoliticallyExposedPerson: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    ['agreement', 'Partnership agreement or registry extract', 'partnership_agreement | registry_extract', 'mandatory'],
    ['proof-of-address', "Proof of the partnership's address", 'utility_bill | lease | official_letter', 'mandatory'],
    ['tax-document', 'Tax document', 'tax_registration | vat_registration | tax_return', 'mandatory'],
    [
      'signatory-authority',
      'Authority of the signatories',
      'partners_resolution | bank_mandate | partnership_agreement',
      'mandatory',
    ],
    ['bank-statement', 'Bank statement', 'bank_statement', 'optional'],
    [
      'corporate-partner-extract',
      'Registry extract of each company among the partners',
      'registry_extract',
      'mandatory',
    ],
    ['partner-photo-id', 'Photo identification of a partner: Pia Lund', IDENTITY, 'mandatory'],
    ['owner-photo-id', 'Photo identification of an owner: Eva Holm', IDENTITY, 'mandatory'],
    ['photo-id', 'Photo identification: Pia Lund', IDENTITY, 'mandatory'],
  ],
};
