import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import {
  AT,
  answered,
  BASICS,
  COMPANY,
  COMPANY_ANSWERS,
  COMPANY_MEMBERS,
  CONSUMER,
  CONSUMER_ANSWERS,
  companyCase,
  consumerCase,
  document,
  member,
} from './sample-cases.ts';

const states = (case_: Case, playbook: Playbook) =>
  Object.fromEntries(stepStates(case_, playbook).map(({ stepId, state }) => [stepId, state]));
const missing = (case_: Case, playbook: Playbook) =>
  stepStates(case_, playbook).flatMap((step) => step.missing.map(({ pointer, code }) => `${pointer} ${code}`));
const completeCompany = (more: Partial<Case> = {}) =>
  companyCase({ answers: COMPANY_ANSWERS, members: COMPANY_MEMBERS, ...more });

describe('the steps of a new draft', () => {
  it('begin with the first; the others wait, and conditional ones are not decided', () => {
    expect(
      stepStates(consumerCase(), CONSUMER).map(({ stepId, state, applies, undecided }) => [
        stepId,
        state,
        applies,
        undecided,
      ]),
    ).toEqual([
      ['basics', 'ready', true, false],
      ['address', 'pending', true, false],
      ['represented-people', 'pending', false, true],
      ['account-use', 'pending', true, false],
      ['declarations', 'pending', true, false],
      ['wealth', 'pending', false, true],
      ['consent', 'pending', true, false],
      ['documents', 'pending', true, false],
      ['review', 'pending', true, false],
    ]);
  });

  it('miss every required field, and the review, but no document', () => {
    expect(missing(consumerCase(), CONSUMER)).toEqual([
      '/steps/basics/answers/fullName field.required',
      '/steps/basics/answers/dateOfBirth field.required',
      '/steps/basics/answers/actsForSomeoneElse field.required',
      '/steps/address/answers/residentialStreet field.required',
      '/steps/address/answers/residentialCity field.required',
      '/steps/address/answers/residentialCountry field.required',
      '/steps/account-use/answers/purpose field.required',
      '/steps/account-use/answers/expectedMonthlyActivity field.required',
      '/steps/account-use/answers/sourceOfFunds field.required',
      '/steps/declarations/answers/isPoliticallyExposed field.required',
      '/steps/consent/answers/consentToChecks field.required',
      '/steps/consent/answers/informationIsTrue field.required',
      '/steps/review step.not-completed',
    ]);
  });

  it('of a company miss the people by role', () => {
    expect(missing(companyCase(), COMPANY)).toEqual(
      expect.arrayContaining([
        '/steps/basics/answers/legalName field.required',
        '/members/director members.too-few',
        '/members/signatory members.too-few',
        '/members/controller members.too-few',
      ]),
    );
    expect(missing(companyCase(), COMPANY)).not.toContain('/members/owner members.too-few');
  });
});

describe('a form', () => {
  it('is in progress once something is saved, and open to the next only when it was completed', () => {
    const saved = consumerCase({ answers: [answered('basics', BASICS, {})] });
    expect(states(saved, CONSUMER)).toMatchObject({ basics: 'in_progress', address: 'pending' });
    expect(missing(saved, CONSUMER)).toContain('/steps/basics step.not-completed');
    const completed = consumerCase({ answers: [answered('basics', BASICS)] });
    expect(states(completed, CONSUMER)).toMatchObject({ basics: 'complete', address: 'ready', documents: 'ready' });
    expect(missing(completed, CONSUMER).filter((item) => item.includes('basics'))).toEqual([]);
  });

  it('that was completed but no longer holds what it needs has to be looked at again', () => {
    const broken = consumerCase({ answers: [answered('basics', { ...BASICS, fullName: '' })] });
    expect(states(broken, CONSUMER)).toMatchObject({ basics: 'needs_revisit', address: 'pending' });
    expect(missing(broken, CONSUMER)).toContain('/steps/basics/answers/fullName field.required');
  });

  it('that the customer went back to says so, though nothing in it is wrong', () => {
    const basics = answered('basics', BASICS, { completedAt: AT, needsRevisit: true });
    const reopened = consumerCase({ answers: [basics, ...CONSUMER_ANSWERS.slice(1)] });
    expect(states(reopened, CONSUMER)).toMatchObject({
      basics: 'needs_revisit',
      address: 'complete',
      review: 'pending',
    });
    expect(missing(reopened, CONSUMER)).toEqual([
      '/steps/basics step.needs-revisit',
      '/steps/review step.not-completed',
    ]);
  });
});

describe('a conditional step', () => {
  const exposed = CONSUMER_ANSWERS.map((answers) =>
    answers.stepId === 'declarations'
      ? answered('declarations', { isPoliticallyExposed: true, publicFunction: 'Mayor of Leeds' })
      : answers,
  );

  it('is skipped once the answers rule it out, and holds nobody up', () => {
    const case_ = consumerCase({ answers: CONSUMER_ANSWERS });
    expect(states(case_, CONSUMER)).toMatchObject({
      'represented-people': 'skipped',
      wealth: 'skipped',
      review: 'ready',
    });
    expect(missing(case_, CONSUMER)).toEqual(['/steps/review step.not-completed']);
  });

  it('joins the run when an answer calls for it, and the review waits for it', () => {
    const case_ = consumerCase({ answers: exposed });
    expect(states(case_, CONSUMER)).toMatchObject({ wealth: 'ready', review: 'pending' });
    expect(missing(case_, CONSUMER)).toEqual([
      '/steps/wealth/answers/sourceOfWealth field.required',
      '/steps/review step.not-completed',
    ]);
  });

  it('is decided by one answer that suffices, though another is still open', () => {
    const case_ = consumerCase({ answers: exposed.filter(({ stepId }) => stepId !== 'account-use') });
    const wealth = stepStates(case_, CONSUMER).find(({ stepId }) => stepId === 'wealth');
    expect(wealth).toMatchObject({ applies: true, undecided: false, state: 'pending' });
  });

  it('on the owners is decided when the people are complete', () => {
    const controller = (case_: Case) => stepStates(case_, COMPANY).find(({ stepId }) => stepId === 'controller');
    const open = completeCompany({ answers: COMPANY_ANSWERS.filter(({ stepId }) => stepId !== 'people') });
    expect(controller(open)).toMatchObject({ state: 'pending', undecided: true });
    expect(controller(completeCompany())).toMatchObject({ state: 'skipped', applies: false, undecided: false });
    const scattered = COMPANY_MEMBERS.map((one) => (one.role === 'owner' ? { ...one, ownershipPercent: 24.9 } : one));
    expect(controller(completeCompany({ members: scattered }))).toMatchObject({ state: 'ready', applies: true });
    expect(missing(completeCompany({ members: scattered }), COMPANY)).toEqual([
      '/members/controller members.too-few',
      '/steps/review step.not-completed',
    ]);
  });

  it('on the owners is complete with a controller and the customer’s word', () => {
    const members = [...COMPANY_MEMBERS.filter(({ role }) => role !== 'owner'), member('m_boss', 'controller')];
    const word = completeCompany({ members, answers: [...COMPANY_ANSWERS, answered('controller', {})] });
    expect(states(word, COMPANY)).toMatchObject({ controller: 'complete', review: 'ready' });
  });
});

describe('a members step', () => {
  it('is in progress with the first of its people and not with others', () => {
    const some = companyCase({ members: [member('m_boss', 'controller')], answers: COMPANY_ANSWERS.slice(0, 1) });
    expect(states(some, COMPANY)).toMatchObject({ people: 'ready' });
    const director = companyCase({ members: [member('m_director', 'director')], answers: COMPANY_ANSWERS.slice(0, 1) });
    expect(states(director, COMPANY)).toMatchObject({ people: 'in_progress' });
  });

  it('misses dates of birth and shares person by person', () => {
    const { dateOfBirth: _, ...undated } = member('m_owner', 'owner');
    expect(
      missing(completeCompany({ members: [...COMPANY_MEMBERS, { ...undated, memberId: 'm_owner2' }] }), COMPANY),
    ).toEqual([
      '/members/m_owner2/dateOfBirth field.required',
      '/members/m_owner2/ownershipPercent field.required',
      '/steps/review step.not-completed',
    ]);
  });

  it('takes no more people than the role can have', () => {
    const directors = Array.from({ length: 26 }, (_, i) => member(`m_${i}`, 'director'));
    expect(
      missing(completeCompany({ members: [...COMPANY_MEMBERS.slice(1), ...directors.slice(1)] }), COMPANY),
    ).toEqual(['/steps/review step.not-completed']);
    expect(missing(completeCompany({ members: [...COMPANY_MEMBERS.slice(1), ...directors] }), COMPANY)).toContain(
      '/members/director members.too-many',
    );
  });

  it('has to be looked at again when somebody who is needed has left', () => {
    const left = completeCompany({ members: COMPANY_MEMBERS.filter(({ role }) => role !== 'signatory') });
    expect(states(left, COMPANY)).toMatchObject({ people: 'needs_revisit', documents: 'pending' });
  });
});

describe('the documents step', () => {
  const arrived = ['photo-id', 'selfie', 'proof-of-address'].map((id) => document(`doc_${id}`, id));

  it('is complete when something has come for every document that is asked once', () => {
    expect(states(consumerCase({ answers: CONSUMER_ANSWERS, documents: arrived }), CONSUMER)).toMatchObject({
      documents: 'complete',
    });
    expect(states(consumerCase({ answers: CONSUMER_ANSWERS, documents: arrived.slice(1) }), CONSUMER)).toMatchObject({
      documents: 'in_progress',
    });
  });

  it('waits neither for what is optional nor for what is asked person by person', () => {
    const ids = COMPANY.requirements.filter(
      ({ per, mandatory, when }) => per === 'case' && mandatory && when === undefined,
    );
    const documents = ids.map(({ id }) => document(`doc_${id}`, id));
    expect(states(completeCompany({ documents }), COMPANY)).toMatchObject({ documents: 'complete' });
  });

  it('needs the customer’s word where no document is asked once', () => {
    const none: Playbook = { ...CONSUMER, requirements: [] };
    expect(states(consumerCase({ answers: CONSUMER_ANSWERS }), none)).toMatchObject({ documents: 'ready' });
  });

  it('does not count a file that the scan stopped', () => {
    const infected = [document('doc_x', 'photo-id', { scan: 'infected' }), ...arrived.slice(1)];
    expect(states(consumerCase({ answers: CONSUMER_ANSWERS, documents: infected }), CONSUMER)).toMatchObject({
      documents: 'in_progress',
    });
  });

  it('is complete without any, when the customer says so', () => {
    expect(states(consumerCase({ answers: [...CONSUMER_ANSWERS, answered('documents', {})] }), CONSUMER)).toMatchObject(
      {
        documents: 'complete',
      },
    );
  });

  it('never keeps anybody from reviewing and submitting', () => {
    const case_ = consumerCase({ answers: CONSUMER_ANSWERS });
    expect(states(case_, CONSUMER)).toMatchObject({ documents: 'ready', review: 'ready' });
    expect(missing({ ...case_, reviewedMaterialVersion: 1 }, CONSUMER)).toEqual([]);
  });
});

describe('the review', () => {
  const ready = consumerCase({ answers: CONSUMER_ANSWERS, materialVersion: 7 });

  it('is complete for the case as it was read, and outdated by any material change', () => {
    expect(states({ ...ready, reviewedMaterialVersion: 7 }, CONSUMER)).toMatchObject({ review: 'complete' });
    const outdated = { ...ready, reviewedMaterialVersion: 6 };
    expect(states(outdated, CONSUMER)).toMatchObject({ review: 'needs_revisit' });
    expect(missing(outdated, CONSUMER)).toEqual(['/steps/review step.needs-revisit']);
  });
});

describe('the steps of a case that was handed in', () => {
  const submitted = consumerCase({
    status: 'open',
    stage: 'data_capture',
    answers: CONSUMER_ANSWERS,
    submittedAt: AT,
    materialVersion: 9,
    reviewedMaterialVersion: 7,
  });

  it('miss nothing, and what was left out is skipped', () => {
    expect(missing(submitted, CONSUMER)).toEqual([]);
    expect(states(submitted, CONSUMER)).toEqual({
      basics: 'complete',
      address: 'complete',
      'represented-people': 'skipped',
      'account-use': 'complete',
      declarations: 'complete',
      wealth: 'skipped',
      consent: 'complete',
      documents: 'skipped',
      review: 'complete',
    });
  });

  it('are decided for good', () => {
    expect(stepStates(submitted, CONSUMER).some(({ undecided }) => undecided)).toBe(false);
  });
});

describe('the steps of a draft that was given up', () => {
  it('are cancelled where they were not done', () => {
    const given = consumerCase({ status: 'cancelled', outcome: 'withdrawn', answers: [answered('basics', BASICS)] });
    expect(states(given, CONSUMER)).toMatchObject({ basics: 'complete', address: 'cancelled', review: 'cancelled' });
  });
});

describe('an optional step', () => {
  const optional: Playbook = {
    ...CONSUMER,
    intake: CONSUMER.intake.map((step) => (step.id === 'address' ? { ...step, required: false } : step)),
  };

  it('is missed by nobody until it is begun, and then has to be right', () => {
    const without = CONSUMER_ANSWERS.filter(({ stepId }) => stepId !== 'address');
    expect(missing(consumerCase({ answers: without }), optional)).toEqual(['/steps/review step.not-completed']);
    const begun = consumerCase({
      answers: [...without, answered('address', { residentialStreet: 'Mill Lane 1', residentialCity: 'Leeds' }, {})],
    });
    expect(missing(begun, optional)).toEqual([
      '/steps/address/answers/residentialCountry field.required',
      '/steps/review step.not-completed',
    ]);
  });
});
