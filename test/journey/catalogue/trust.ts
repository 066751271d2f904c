import { CONSENT, IDENTITY, type Story } from './story.ts';

export const trust: Story = {
  about: 'a trust with a corporate trustee, an appointor and a protector',
  type: 'trust-account',
  me: 'tessa',
  party: 'account_rowan',
  needsApproval: true,
  decisions: { 'risk-tier': 'medium' },
  tasks: ['read-deed', 'record-classes'],
  steps: [
    [
      'basics',
      { trustName: 'Rowan Family Trust', trustKind: 'discretionary', trustCountry: 'NZ', trusteeKind: 'company' },
    ],
    ['place', { placeStreet: '12 Hill Road', placeCity: 'Nelson', placeCountry: 'NZ' }],
    ['contact', { contactName: 'Tessa Rowan', contactEmail: 'tessa@example.com' }],
    [
      'parts',
      {
        beneficiaryKind: 'both',
        beneficiaryClasses: 'The grandchildren of the settlor, born or not.',
        hasAppointor: true,
        hasProtector: true,
        hasOtherController: false,
      },
    ],
    ['settlors-and-trustees', [{ role: 'settlor', name: 'Abel Rowan', country: 'NZ' }]],
    [
      'corporate-trustee',
      {
        trusteeCompanyName: 'Rowan Trustees Ltd',
        trusteeCompanyNumber: 'NZ 774 120',
        trusteeCompanyCountry: 'NZ',
      },
    ],
    [
      'trustee-directors',
      [{ role: 'trustee-director', name: 'Tessa Rowan', dateOfBirth: '1988-01-09', country: 'NZ' }],
    ],
    [
      'beneficiaries',
      [
        { role: 'beneficiary', name: 'Otto Rowan', country: 'NZ', ownershipPercent: 25 },
        { role: 'beneficiary', name: 'Lena Rowan', country: 'NZ' },
      ],
    ],
    [
      'powers',
      [
        { role: 'appointor', name: 'Maud Rowan', dateOfBirth: '1959-11-11', country: 'NZ' },
        { role: 'protector', name: 'Hugh Lane', dateOfBirth: '1962-06-20', country: 'AU' },
      ],
    ],
    [
      'account-use',
      { purpose: 'assets', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['settled_capital', 'rent'] },
    ],
    ['declarations', { hasPoliticallyExposedPerson: false, hasSanctionedPerson: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    ['trust-deed', 'Trust deed', 'trust_deed | certified_deed_extract', 'mandatory'],
    ['tax-document', 'Tax document', 'tax_registration | tax_assessment | tax_return', 'mandatory'],
    ['bank-statement', 'Bank statement', 'bank_statement', 'optional'],
    [
      'corporate-trustee-registration',
      'Registration of the corporate trustee',
      'certificate_of_incorporation | registry_extract',
      'mandatory',
    ],
    [
      'corporate-trustee-register',
      'Directors and shareholders of the corporate trustee',
      'register_of_directors_and_shareholders | signed_list',
      'mandatory',
    ],
    ['trustee-photo-id', 'Photo identification of a trustee: Tessa Rowan', IDENTITY, 'mandatory'],
    ['controller-photo-id', 'Photo identification of a person with control: Abel Rowan', IDENTITY, 'mandatory'],
    ['controller-photo-id', 'Photo identification of a person with control: Maud Rowan', IDENTITY, 'mandatory'],
    ['controller-photo-id', 'Photo identification of a person with control: Hugh Lane', IDENTITY, 'mandatory'],
    [
      'beneficiary-photo-id',
      'Photo identification of a beneficiary: Otto Rowan',
      `${IDENTITY} | birth_certificate`,
      'mandatory',
    ],
  ],
};
