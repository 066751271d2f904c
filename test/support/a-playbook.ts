import type { Playbook } from '../../shared/domain/playbook/playbook.ts';

/** A small process of every kind of part: two forms, members, documents, review; two documents, two checks, one resolution. */
export function aPlaybook(overrides: Partial<Playbook> = {}): Playbook {
  return {
    id: 'test-account',
    version: 1,
    title: 'Test account',
    description: 'A process for tests.',
    applicantKinds: ['individual', 'business'],
    group: 'onboarding',
    intake: [
      {
        id: 'details',
        kind: 'form',
        title: 'Details',
        required: true,
        after: [],
        fields: [
          { id: 'legalName', label: 'Legal name', type: 'text', required: true, maxLength: 200 },
          { id: 'trades', label: 'Trades abroad', type: 'boolean', required: false },
          {
            id: 'countries',
            label: 'Countries of trade',
            type: 'text',
            required: true,
            visibleWhen: { fact: 'answers.trades', equals: true },
          },
        ],
      },
      { id: 'people', kind: 'members', title: 'People', required: true, after: ['details'], memberRoles: ['director'] },
      { id: 'papers', kind: 'documents', title: 'Documents', required: false, after: ['details'] },
      { id: 'review', kind: 'review', title: 'Review', required: true, after: ['details', 'people'] },
    ],
    memberRoles: [
      {
        id: 'director',
        label: 'Director',
        minimum: 1,
        maximum: 5,
        needsOwnershipPercent: false,
        needsDateOfBirth: true,
        rights: ['read', 'edit', 'upload', 'decide'],
      },
      {
        id: 'owner',
        label: 'Owner',
        minimum: 0,
        maximum: 20,
        needsOwnershipPercent: true,
        needsDateOfBirth: true,
        rights: ['read'],
      },
    ],
    requirements: [
      {
        id: 'registration',
        label: 'Registry extract',
        instruction: 'Send the extract.',
        oneOf: ['registry_extract'],
        mandatory: true,
        per: 'case',
        mediaTypes: ['application/pdf', 'image/png'],
        waivable: false,
        deferrable: false,
      },
      {
        id: 'identity',
        label: 'Proof of identity',
        instruction: 'Send a passport.',
        oneOf: ['passport', 'national_id'],
        mandatory: true,
        per: { roles: ['director'] },
        mediaTypes: ['application/pdf', 'image/png'],
        waivable: false,
        deferrable: false,
      },
    ],
    checks: [
      { id: 'background', label: 'Background', provider: 'sim', required: true, timeoutHours: 48, maximumAttempts: 2 },
      { id: 'credit', label: 'Credit', provider: 'sim', required: true, timeoutHours: 24, maximumAttempts: 1 },
    ],
    preApproval: 'supervisor',
    reviewCompletion: 'automatic',
    closeOnAccept: false,
    stageBusinessDays: { pre_approval: 3, data_capture: 5, due_diligence: 15, resolve: 20 },
    draft: { reminderDays: [7, 21], expiryDays: 30 },
    offerHours: 4,
    infoRequest: { dueBusinessDays: 10, reminderBusinessDays: [3, 7], onExpiry: 'task' },
    documentReminderBusinessDays: [3, 7, 12],
    documentExpiryBusinessDays: 14,
    proposal: {
      resolutionCodes: [
        {
          code: 'offer_account',
          label: 'Offer an account',
          terms: [
            { id: 'limit', label: 'Limit', type: 'number', required: true },
            { id: 'plan', label: 'Plan', type: 'choice', required: false, options: ['basic', 'plus'] },
            { id: 'fee', label: 'Fee', type: 'percentage', required: false },
            { id: 'remote', label: 'Remote', type: 'boolean', required: false },
            { id: 'remark', label: 'Remark', type: 'text', required: false },
          ],
        },
      ],
      rejectReasons: [
        { code: 'terms', label: 'The terms do not suit us' },
        { code: 'other', label: 'Something else' },
      ],
      reminderBusinessDays: 5,
      lapseBusinessDays: 10,
    },
    stageTitles: {
      initiate: 'Application',
      pre_approval: 'Pre-approval',
      data_capture: 'Documents',
      due_diligence: 'Checks',
      resolve: 'Decision',
      close: 'Completion',
    },
    ...overrides,
  };
}
