import { CONSENT, IDENTITY, type Story } from './story.ts';

const CARDS = `${IDENTITY} | proof_of_age_card`;

export const gbTrust: Story = {
  about: 'an Australian trust that names its beneficiaries',
  type: 'gb-trust-account',
  me: 'tessa',
  party: 'account_rowan',
  needsApproval: true,
  decisions: { jurisdiction: 'au', 'risk-tier': 'low' },
  tasks: ['read-deed'],
  steps: [
    ['country', { trustCountry: 'AU' }],
    ['basics', { trustName: 'Rowan Family Trust', trustKind: 'fixed', trusteeKind: 'people' }],
    ['place', { placeStreet: '3 Lydiard Street', placeCity: 'Ballarat', placePostcode: '3350', placeCountry: 'AU' }],
    ['tax', { taxCountries: ['AU'], australianBusinessNumber: '51 824 753 556' }],
    ['contact', { contactName: 'Tessa Rowan', contactEmail: 'tessa@example.com' }],
    ['parts', { beneficiaryKind: 'named', hasAppointor: false, hasProtector: false, hasOtherController: false }],
    [
      'settlors-and-trustees',
      [
        { role: 'settlor', name: 'Abel Rowan', country: 'AU' },
        { role: 'trustee', name: 'Tessa Rowan', dateOfBirth: '1988-01-09', country: 'AU' },
        { role: 'trustee', name: 'Maud Rowan', dateOfBirth: '1959-11-11', country: 'AU' },
      ],
    ],
    [
      'beneficiaries',
      [
        { role: 'beneficiary', name: 'Otto Rowan', country: 'AU', ownershipPercent: 80 },
        { role: 'beneficiary', name: 'Lena Rowan', country: 'AU', ownershipPercent: 20 },
      ],
    ],
    ['account-use', { purpose: 'distributions', expectedMonthlyActivity: 'under_25000', sourceOfFunds: ['rent'] }],
    ['declarations', { hasPoliticallyExposedPerson: false, hasSanctionedPerson: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    ['trust-deed', 'Trust deed', 'trust_deed | certified_deed_extract', 'mandatory'],
    ['abn-record', 'ABN record of the trust', 'abn_record', 'mandatory'],
    ['tax-document', 'Tax document', 'hmrc_letter | notice_of_assessment | tax_return | tax_registration', 'mandatory'],
    ['bank-statement', 'Bank statement', 'bank_statement', 'optional'],
    ['trustee-photo-id', 'Photo identification of a trustee: Tessa Rowan', CARDS, 'mandatory'],
    ['trustee-photo-id', 'Photo identification of a trustee: Maud Rowan', CARDS, 'mandatory'],
    ['controller-photo-id', 'Photo identification of a person with control: Abel Rowan', CARDS, 'mandatory'],
    [
      'beneficiary-photo-id',
      'Photo identification of a beneficiary: Otto Rowan',
      `${CARDS} | birth_certificate`,
      'mandatory',
    ],
  ],
};
