import { CONSENT, IDENTITY, type Story } from './story.ts';

export const soleTrader: Story = {
  about: 'a sole trader with a bookkeeper',
  type: 'sole-trader-account',
  me: 'luis',
  party: 'consumer_luis',
  needsApproval: false,
  decisions: { 'risk-tier': 'medium' },
  tasks: [],
  steps: [
    ['basics', { fullName: 'Luis Ortega', dateOfBirth: '1987-09-30', email: 'luis@example.com', nationality: 'ES' }],
    ['address', { residentialStreet: 'Calle Mayor 8', residentialCity: 'Bilbao', residentialCountry: 'ES' }],
    [
      'business',
      {
        businessName: 'Ortega Bicycles',
        businessNumber: 'ES 71-204',
        industry: 'retail',
        activityDescription: 'Repairs bicycles and sells used ones.',
        takesMuchCash: false,
        usesAgents: true,
        worksFromHome: false,
        businessStreet: 'Plaza Nueva 2',
        businessCity: 'Bilbao',
        businessCountry: 'ES',
      },
    ],
    ['agents', [{ role: 'agent', name: 'Ana Ruiz', dateOfBirth: '1975-05-05', country: 'ES' }]],
    ['account-use', { purpose: 'takings', expectedMonthlyActivity: '5000_to_25000', sourceOfFunds: ['sales'] }],
    ['declarations', { isPoliticallyExposed: false }],
    ['consent', CONSENT],
  ],
  checklist: [
    ['photo-id', 'Photo identification', IDENTITY, 'mandatory'],
    ['selfie', 'A photo of you, taken now', 'live_selfie', 'mandatory'],
    ['proof-of-address', 'Proof of address', 'utility_bill | bank_statement | official_letter', 'mandatory'],
    [
      'business-name-registration',
      'Registration of the business name',
      'business_name_certificate | registry_extract | trade_licence',
      'mandatory',
    ],
    ['proof-of-activity', 'Proof of what you do', 'invoice | contract | order_confirmation', 'mandatory', 2],
    ['tax-document', 'Tax document', 'tax_registration | tax_assessment | tax_return', 'mandatory'],
    ['agent-authority', 'Authority to act for you: Ana Ruiz', 'power_of_attorney | letter_of_authority', 'mandatory'],
    ['agent-photo-id', 'Photo identification: Ana Ruiz', IDENTITY, 'mandatory'],
  ],
};
