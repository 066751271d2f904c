import { describe, expect, it } from 'vitest';
import { completeStep } from '../../../shared/domain/case/complete-step.ts';
import { createCase, type NewCase } from '../../../shared/domain/case/create-case.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import type { Field } from '../../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { AT, aPlaybook, surroundings } from '../../support/a-case.ts';

const field = (id: string, more: Partial<Field>): Field => ({ id, label: id, type: 'text', required: true, ...more });
const playbook = aPlaybook({
  memberRoles: [],
  requirements: [],
  intake: [
    {
      id: 'who',
      kind: 'form',
      title: 'Who',
      required: true,
      after: [],
      fields: [
        field('company', { prefill: 'party.name' }),
        field('contactEmail', { type: 'email', prefill: 'contact.email' }),
        field('contactPhone', { type: 'phone', required: false, prefill: 'contact.phone' }),
        field('staff', { type: 'number', required: false, prefill: 'party.phone' }),
      ],
    },
    { id: 'review', kind: 'review', title: 'Review', required: true, after: ['who'] },
  ],
});
const s = () => surroundings({ playbook });
const applicant = { kind: 'account', accountId: 'account_acme', contactId: 'contact_ada', name: 'Acme Ltd' } as const;
const known = { 'contact.email': 'ada@acme.test', 'party.phone': '+44 1' } as const;
const create = (more: Partial<NewCase> = {}) =>
  createCase({ number: 'ONB-1000-000Y', applicant, channel: 'phone', known, ...more }, s()).case;

describe('what is on record about an applicant', () => {
  it('fills the fields that take it over, and shows that nobody has written it', () => {
    const author = { by: 'system:prefill', channel: 'web', at: AT, revision: 1 };
    expect(create().answers).toEqual([
      {
        stepId: 'who',
        values: { company: 'Acme Ltd', contactEmail: 'ada@acme.test' },
        authors: { company: author, contactEmail: author },
        revision: 1,
      },
    ]);
  });

  it('gives way to what the opener says, be it that there is none', () => {
    const [who] = create({ answers: { company: 'Acme Holding', contactEmail: null } }).answers;
    expect(who?.values).toEqual({ company: 'Acme Holding' });
    expect(who?.authors['company']?.by).toBe('contact_ada');
  });

  it('comes from a prospect’s own details when nobody is on record yet', () => {
    const prospect = { kind: 'business', name: 'New Ltd', phone: '+44 20 1' } as const;
    const [who] = create({ applicant: { kind: 'prospect', prospect, name: 'New Ltd' }, known: {} }).answers;
    expect(who?.values).toEqual({ company: 'New Ltd' });
  });

  it('leaves a step ready that nobody has begun, and lets it be completed as it is', () => {
    const state = () => stepStates(create(), playbook)[0]?.state;
    expect(state()).toBe('ready');
    expect(completeStep(create(), { stepId: 'who' }, s()).case.answers[0]?.completedAt).toBe(AT);
  });

  it('can be overwritten like any other answer', () => {
    const saved = saveAnswers(create(), { stepId: 'who', answers: { company: 'Acme plc' }, revision: 1 }, s()).case;
    expect(saved.answers[0]?.values['company']).toBe('Acme plc');
  });
});
