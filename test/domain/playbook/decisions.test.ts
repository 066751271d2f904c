import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { decide, decisionsOf } from '../../../shared/domain/playbook/decisions.ts';
import { factsOf } from '../../../shared/domain/playbook/facts-of.ts';
import type { Decision, IntakeStep, Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { aCase, aPlaybook } from '../../support/a-case.ts';
import { answered } from './sample-cases.ts';

const TRACK: Decision = {
  id: 'track',
  title: 'Which track',
  rules: [
    { id: 'large', when: { fact: 'answers.turnover', atLeast: 1000 }, value: 'full' },
    { id: 'abroad', when: { fact: 'answers.country', in: ['FR', 'DE'] }, value: 'foreign' },
  ],
  otherwise: 'simple',
};
const EFFORT: Decision = {
  id: 'effort',
  title: 'How much effort',
  rules: [{ id: 'not-simple', when: { not: { fact: 'decisions.track', equals: 'simple' } }, value: 'high' }],
  otherwise: 'low',
};

const form = (id: string, more: Partial<IntakeStep>): IntakeStep => ({
  id,
  kind: 'form',
  title: id,
  required: true,
  after: [],
  ...more,
});
const PLAYBOOK: Playbook = aPlaybook({
  decisions: [TRACK, EFFORT],
  memberRoles: [],
  intake: [
    form('basics', {
      fields: [
        { id: 'turnover', label: 'Turnover', type: 'number', required: true },
        { id: 'country', label: 'Country', type: 'country', required: true },
      ],
    }),
    form('accounts', {
      after: ['basics'],
      when: { fact: 'decisions.effort', equals: 'high' },
      fields: [{ id: 'auditor', label: 'Auditor', type: 'text', required: true }],
    }),
    { id: 'review', kind: 'review', title: 'Review', required: true, after: ['basics', 'accounts'] },
  ],
});
const withBasics = (turnover: number | null, country: string | null, more: Partial<Case> = {}): Case =>
  aCase({ answers: [answered('basics', { turnover, country })], ...more });
const outcomes = (case_: Case) =>
  decisionsOf(PLAYBOOK, factsOf(case_, PLAYBOOK)).map(({ id, value, ruleId }) => [id, value, ruleId]);

describe('a decision', () => {
  it('gives the value of the first rule that holds', () => {
    const facts = new Map<string, string | number>([
      ['answers.turnover', 1000],
      ['answers.country', 'FR'],
    ]);
    expect(decide(TRACK, facts)).toEqual({
      id: 'track',
      title: 'Which track',
      value: 'full',
      ruleId: 'large',
      facts: [{ fact: 'answers.turnover', value: 1000 }],
    });
  });

  it('tells everything that it looked at when a later rule holds', () => {
    const facts = new Map<string, string | number>([
      ['answers.turnover', 999],
      ['answers.country', 'DE'],
    ]);
    expect(decide(TRACK, facts)).toMatchObject({
      value: 'foreign',
      ruleId: 'abroad',
      facts: [
        { fact: 'answers.turnover', value: 999 },
        { fact: 'answers.country', value: 'DE' },
      ],
    });
  });

  it('gives the default, by no rule, when nothing is known', () => {
    expect(decide(TRACK, new Map())).toMatchObject({
      value: 'simple',
      ruleId: null,
      facts: [
        { fact: 'answers.turnover', value: null },
        { fact: 'answers.country', value: null },
      ],
    });
  });

  it('can read the ones before it', () => {
    expect(outcomes(withBasics(5, 'GB'))).toEqual([
      ['track', 'simple', null],
      ['effort', 'low', null],
    ]);
    expect(outcomes(withBasics(5, 'FR'))).toEqual([
      ['track', 'foreign', 'abroad'],
      ['effort', 'high', 'not-simple'],
    ]);
  });
});

describe('the facts of a case', () => {
  it('hold what was decided, and the type of applicant that the process is for', () => {
    const facts = factsOf(withBasics(2000, 'GB'), PLAYBOOK);
    expect(facts.get('decisions.track')).toBe('full');
    expect(facts.get('decisions.effort')).toBe('high');
    expect(facts.get('applicant.type')).toBe('company');
  });

  it('know the answers of a step that a decision calls for, and no others', () => {
    const answers = (turnover: number) => ({
      answers: [answered('basics', { turnover, country: 'GB' }), answered('accounts', { auditor: 'Kay' })],
    });
    expect(factsOf(aCase(answers(2000)), PLAYBOOK).get('answers.auditor')).toBe('Kay');
    expect(factsOf(aCase(answers(20)), PLAYBOOK).has('answers.auditor')).toBe(false);
  });
});

describe('a step that a decision calls for', () => {
  const accounts = (case_: Case) => stepStates(case_, PLAYBOOK).find(({ stepId }) => stepId === 'accounts');

  it('is undecided while open answers can change the decision', () => {
    expect(accounts(aCase())).toMatchObject({ undecided: true, applies: false, state: 'pending' });
    const half = aCase({ answers: [answered('basics', { country: 'GB' }, {})] });
    expect(accounts(half)).toMatchObject({ undecided: true });
  });

  it('is decided as soon as nothing that is open can change it', () => {
    const large = aCase({ answers: [answered('basics', { turnover: 1000 }, {})] });
    expect(accounts(large)).toMatchObject({ undecided: false, applies: true });
    expect(accounts(withBasics(5, 'GB'))).toMatchObject({ undecided: false, applies: false, state: 'skipped' });
  });
});
