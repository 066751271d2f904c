import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { aPlaybook } from '../support/a-playbook.ts';
import { field, form, requirement, task } from './parts.ts';

/** A playbook with one of every kind of part, and nothing wrong with it. */
export const SOUND: Playbook = {
  ...aPlaybook(),
  id: 'sound',
  version: 2,
  applicantType: 'company',
  applicantKinds: ['business'],
  countries: ['GB', 'FI'],
  decisions: [
    {
      id: 'size',
      title: 'Size',
      rules: [
        { id: 'many', when: { fact: 'answers.staff', atLeast: 250 }, value: 'large' },
        { id: 'some', when: { fact: 'answers.staff', atLeast: 50 }, value: 'medium' },
      ],
      otherwise: 'small',
    },
    {
      id: 'care',
      title: 'Care',
      rules: [{ id: 'doubt', when: { fact: 'checks.background.result', equals: 'consider' }, value: 'high' }],
      otherwise: 'normal',
    },
  ],
  intake: [
    form(
      'company',
      [
        field('name', { minLength: 2, maxLength: 20, pattern: '[A-Z][a-z ]*', prefill: 'party.name' }),
        field('staff', { type: 'number', minimum: 0 }),
        field('trade', {
          type: 'choice',
          options: [
            { value: 'shops', label: 'Shops' },
            { value: 'web', label: 'Web' },
          ],
        }),
        field('country', { type: 'country' }),
      ],
      { title: 'Company' },
    ),
    { id: 'people', kind: 'members', title: 'People', required: true, after: ['company'], memberRoles: ['director'] },
    form(
      'shops',
      [
        field('hasLease', { type: 'boolean' }),
        field('landlord', { visibleWhen: { fact: 'answers.hasLease', equals: true } }),
      ],
      { title: 'Shops', after: ['company'], when: { fact: 'answers.trade', equals: 'shops' } },
    ),
    form('audit', [field('auditor')], {
      title: 'Audit',
      after: ['company'],
      when: { fact: 'decisions.size', equals: 'large' },
    }),
    form(
      'signing',
      [
        field('signer', { type: 'choice', required: false, optionSource: { membersInRole: 'director' } }),
        field('agrees', { type: 'boolean', mustBeTrue: true }),
      ],
      { title: 'Signing', after: ['people'] },
    ),
    { id: 'papers', kind: 'documents', title: 'Papers', required: false, after: ['company'] },
    {
      id: 'review',
      kind: 'review',
      title: 'Review',
      required: true,
      after: ['company', 'people', 'shops', 'audit', 'signing'],
    },
  ],
  tasks: [
    task('call', {}),
    task('note', { presence: 'optional', after: ['call'] }),
    task('greet', { kind: 'notify', stage: 'data_capture', message: 'Welcome, {{applicantName}}.' }),
    task('second-look', {
      stage: 'resolve',
      presence: 'recommended',
      when: { fact: 'decisions.care', equals: 'high' },
    }),
  ],
  memberRoles: [
    {
      id: 'director',
      label: 'Director',
      minimum: 1,
      maximum: 5,
      minimumWhen: { when: { fact: 'decisions.size', equals: 'large' }, minimum: 2 },
      needsOwnershipPercent: true,
      needsDateOfBirth: true,
      rights: ['read', 'upload'],
    },
  ],
  requirements: [
    requirement('register', { oneOf: ['registry_extract'] }),
    requirement('portrait', {
      oneOf: ['photo'],
      mediaTypes: ['image/png'],
      per: { roles: ['director'] },
      visibleTo: 'member',
    }),
    requirement('accounts', {
      oneOf: ['audited_accounts'],
      when: { fact: 'decisions.size', in: ['medium', 'large'] },
      copies: 2,
      certified: true,
      languages: ['en', 'fi'],
    }),
  ],
  checks: [
    { id: 'background', label: 'Background', provider: 'sim', required: true, timeoutHours: 24, maximumAttempts: 2 },
    {
      id: 'legal',
      label: 'Legal',
      provider: 'sim',
      when: { fact: 'checks.background.result', equals: 'consider' },
      required: true,
      timeoutHours: 24,
      maximumAttempts: 1,
    },
  ],
  notifications: {
    case_submitted: {
      subject: '{{process}}: {{answers.name}}',
      paragraphs: ['You named {{members.director.count}} directors. Your company is {{decisions.size}}.'],
    },
  },
  mapsFrom: [{ playbook: 'sound', version: 1, steps: { firm: 'company' }, fields: { title: 'name', boss: 'signer' } }],
  scenarios: [
    {
      name: 'A small shop',
      applicant: 'business',
      answers: {
        name: 'Tea rooms',
        staff: 3,
        trade: 'shops',
        country: 'GB',
        hasLease: false,
        signer: 'director#2',
        agrees: true,
      },
      members: [
        { role: 'director', ownershipPercent: 60 },
        { role: 'director', ownershipPercent: 40 },
      ],
      documents: ['register', 'portrait#1', 'portrait#2'],
      checkResults: { background: 'clear' },
      expect: {
        path: ['company', 'people', 'shops', 'signing', 'papers', 'review'],
        requirements: ['register', 'portrait#1', 'portrait#2'],
        decisions: { size: 'small' },
        outcome: 'review_complete',
      },
    },
  ],
};
