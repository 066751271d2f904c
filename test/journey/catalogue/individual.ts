import { CONSENT, IDENTITY, type Story } from './story.ts';

export const individual: Story = {
  about: 'an individual who acts for a child and sits in parliament',
  type: 'consumer-account',
  me: 'carla',
  party: 'consumer_carla',
  needsApproval: false,
  decisions: { 'risk-tier': 'high' },
  tasks: [],
  steps: [
    [
      'basics',
      { fullName: 'Carla Mendes', dateOfBirth: '1990-06-15', email: 'carla@example.com', actsForSomeoneElse: true },
    ],
    ['address', { residentialStreet: '7 Mill Lane', residentialCity: 'Leeds', residentialCountry: 'GB' }],
    [
      'represented-people',
      [{ role: 'represented-person', name: 'Mia Mendes', dateOfBirth: '2019-02-03', country: 'GB' }],
    ],
    ['account-use', { purpose: 'saving', expectedMonthlyActivity: 'under_2500', sourceOfFunds: ['salary'] }],
    ['declarations', { isPoliticallyExposed: true, publicFunction: 'Member of parliament, Portugal, since 2021' }],
    ['wealth', { sourceOfWealth: 'Fifteen years of salary and a flat that I inherited.' }],
    ['consent', CONSENT],
  ],
  checklist: [
    ['photo-id', 'Photo identification', IDENTITY, 'mandatory'],
    ['selfie', 'A photo of you, taken now', 'live_selfie', 'mandatory'],
    ['proof-of-address', 'Proof of address', 'utility_bill | bank_statement | official_letter', 'mandatory'],
    [
      'source-of-wealth-evidence',
      'Evidence of where your wealth comes from',
      'sale_contract | inheritance_document | audited_accounts | tax_return',
      'mandatory',
    ],
    [
      'authority-to-act',
      'Your authority to act for another person',
      'power_of_attorney | court_order | birth_certificate',
      'mandatory',
    ],
    [
      'represented-person-id',
      'Identification of the person you act for: Mia Mendes',
      'passport | driving_licence | national_id | birth_certificate',
      'mandatory',
    ],
  ],
};
