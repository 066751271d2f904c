import { describe, expect, it } from 'vitest';
import { addMember } from '../../../shared/domain/case/add-member.ts';
import type { AnswerValue, Case } from '../../../shared/domain/case/case.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { factsOf } from '../../../shared/domain/playbook/facts-of.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { surroundings } from '../../support/a-case.ts';
import {
  answered,
  COMPANY,
  COMPANY_ANSWERS,
  COMPANY_MEMBERS,
  CONSUMER,
  CONSUMER_ANSWERS,
  companyCase,
  consumerCase,
} from '../playbook/sample-cases.ts';

const s = surroundings({ playbook: CONSUMER });
const wealth = answered('wealth', { sourceOfWealth: 'Many years of saving' });
const start = consumerCase({ answers: [...CONSUMER_ANSWERS, wealth] });
const save = (case_: Case, stepId: string, answers: Record<string, AnswerValue>) =>
  saveAnswers(case_, { stepId, answers }, s);
const marked = ({ answers }: Case) =>
  answers.filter(({ needsRevisit }) => needsRevisit === true).map(({ stepId }) => stepId);

describe('changing an answer', () => {
  it('asks for another look at the completed step whose condition reads it, and at no other', () => {
    const { case: exposed, facts } = save(start, 'declarations', { isPoliticallyExposed: true });
    expect(marked(exposed)).toEqual(['wealth']);
    expect(facts).toContainEqual({ type: 'case.step_revisited', stepId: 'wealth', cause: 'input_changed' });
  });

  it('asks for none where nothing reads it', () => {
    const { case: moved, facts } = save(start, 'address', { residentialCity: 'York' });
    expect(marked(moved)).toEqual([]);
    expect(facts.map(({ type }) => type)).toEqual(['case.answers_saved']);
  });

  it('wipes nothing: what becomes hidden is kept, and comes back', () => {
    const purposes = (purpose: string, from: Case) => save(from, 'account-use', { purpose }).case;
    const told = save(purposes('other', start), 'account-use', { purposeDetails: 'A boat' }).case;
    const hidden = purposes('everyday', told);
    expect(factsOf(hidden, CONSUMER).has('answers.purposeDetails')).toBe(false);
    expect(factsOf(purposes('other', hidden), CONSUMER).get('answers.purposeDetails')).toBe('A boat');
  });

  it('keeps a step that it rules out, for when it comes back', () => {
    const exposed = save(start, 'declarations', { isPoliticallyExposed: true }).case;
    const not = save(exposed, 'declarations', { isPoliticallyExposed: false }).case;
    const state = (case_: Case) => stepStates(case_, CONSUMER).find(({ stepId }) => stepId === 'wealth');
    expect(state(not)).toMatchObject({ applies: false });
    const again = save(not, 'declarations', { isPoliticallyExposed: true }).case;
    expect(state(again)).toMatchObject({ state: 'needs_revisit' });
    expect(again.answers.find(({ stepId }) => stepId === 'wealth')?.values).toEqual(wealth.values);
  });
});

describe('adding a person to a draft', () => {
  const company = companyCase({ answers: COMPANY_ANSWERS, members: COMPANY_MEMBERS });
  const add = (role: string, ownershipPercent?: number) => {
    const person = { role, name: 'Eve', dateOfBirth: '1980-01-01', ...(ownershipPercent && { ownershipPercent }) };
    return addMember(company, person, surroundings({ playbook: COMPANY })).case;
  };

  it('marks only steps that ask for such people', () => {
    expect(marked(add('signatory'))).toEqual([]);
  });
});
