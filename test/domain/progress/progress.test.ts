import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import type { Check } from '../../../shared/domain/case/check.ts';
import { dataDigest } from '../../../shared/domain/case/data-digest.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { progress } from '../../../shared/domain/progress/progress.ts';
import { aCaller, anAgent } from '../../support/a-case.ts';
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
} from '../playbook/sample-cases.ts';

const customer = aCaller({ personId: 'consumer_1', roles: ['consumer'] });
const agent = anAgent({ groups: ['consumer-onboarding', 'business-onboarding'] });

const ofConsumer = (overrides: Partial<Case>, viewer = customer) =>
  progress(consumerCase(overrides), CONSUMER, viewer, AT);
const submitted: Partial<Case> = { answers: CONSUMER_ANSWERS, submittedAt: AT, reviewedMaterialVersion: 1 };
const accepted = ['photo-id', 'selfie', 'proof-of-address'].map((id) =>
  document(`doc_${id}`, id, { status: 'accepted' }),
);

/** One line per step, from the first one after the intake on. */
const laterSteps = (shown: ReturnType<typeof progress>) =>
  shown.steps.filter(({ index }) => index > 9).map(({ stepId, state }) => `${stepId} ${state}`);
const summary = ({ currentStep, index, total, remaining, owedCount }: ReturnType<typeof progress>) => ({
  current: currentStep?.stepId,
  index,
  total,
  remaining,
  owedCount,
});

describe('the progress of a new draft', () => {
  it('lists every step that the customer sees, in the order of the run', () => {
    expect(
      ofConsumer({}).steps.map(({ index, stage, stepId, kind, state }) => [index, stage, stepId, kind, state]),
    ).toEqual([
      [1, 'initiate', 'basics', 'form', 'ready'],
      [2, 'initiate', 'address', 'form', 'pending'],
      [3, 'initiate', 'represented-people', 'members', 'pending'],
      [4, 'initiate', 'account-use', 'form', 'pending'],
      [5, 'initiate', 'declarations', 'form', 'pending'],
      [6, 'initiate', 'wealth', 'form', 'pending'],
      [7, 'initiate', 'consent', 'form', 'pending'],
      [8, 'initiate', 'documents', 'documents', 'pending'],
      [9, 'initiate', 'review', 'review', 'pending'],
      [10, 'pre_approval', 'pre-approval', 'approval', 'pending'],
      [11, 'data_capture', 'document-checklist', 'checklist', 'pending'],
      [12, 'due_diligence', 'checks', 'checks', 'pending'],
      [13, 'resolve', 'proposal', 'proposal', 'pending'],
      [14, 'close', 'close', 'closing', 'pending'],
    ]);
  });

  it('counts the two conditional steps that are not decided as nothing at least and as two at most', () => {
    expect(summary(ofConsumer({}))).toEqual({
      current: 'basics',
      index: 1,
      total: 14,
      remaining: { min: 11, max: 13 },
      owedCount: 0,
    });
  });

  it('calls the steps by the names in the playbook', () => {
    expect(ofConsumer({}).steps.map(({ title }) => title)).toEqual([
      'About you',
      'Where you live',
      'Whom you act for',
      'How you will use the account',
      'Public functions',
      'Where your wealth comes from',
      'Your consent',
      'Your documents',
      'Check and send',
      'First look',
      'Documents',
      'Checks',
      'Our proposal',
      'Opening the account',
    ]);
  });

  it('shows the stages with the first under way', () => {
    expect(ofConsumer({}).stages).toMatchObject([
      { stage: 'initiate', title: 'Your application', state: 'in_progress' },
      { stage: 'pre_approval', title: 'First look', state: 'pending' },
      { stage: 'data_capture', title: 'Documents', state: 'pending' },
      { stage: 'due_diligence', title: 'Checks', state: 'pending' },
      { stage: 'resolve', title: 'Our proposal', state: 'pending' },
      { stage: 'close', title: 'Opening the account', state: 'pending' },
    ]);
  });
});

describe('the range of what remains', () => {
  it('narrows when an answer rules a conditional step out: it is skipped, and counts as done', () => {
    const shown = ofConsumer({ answers: [answered('basics', BASICS)] });
    expect(shown.steps[2]).toMatchObject({ stepId: 'represented-people', state: 'skipped' });
    expect(summary(shown)).toMatchObject({ current: 'address', index: 2, total: 14, remaining: { min: 10, max: 11 } });
  });

  it('narrows when an answer calls for a conditional step', () => {
    const shown = ofConsumer({ answers: [answered('basics', { ...BASICS, actsForSomeoneElse: true })] });
    expect(shown.steps[2]).toMatchObject({ stepId: 'represented-people', state: 'ready' });
    expect(summary(shown)).toMatchObject({ current: 'address', remaining: { min: 11, max: 12 } });
  });

  it('is one number when nothing is open any more', () => {
    expect(summary(ofConsumer({ answers: CONSUMER_ANSWERS }))).toMatchObject({
      current: 'documents',
      index: 8,
      total: 14,
      remaining: { min: 6, max: 6 },
    });
  });

  it('of a company spans the controller and the wealth of the owners', () => {
    const shown = progress(companyCase({ answers: COMPANY_ANSWERS.slice(0, 2) }), COMPANY, customer, AT);
    expect(summary(shown)).toMatchObject({
      current: 'account-use',
      index: 3,
      total: 15,
      remaining: { min: 10, max: 12 },
    });
  });
});

describe('going back', () => {
  it('makes the reopened step the current one, and counts what still follows it', () => {
    const basics = answered('basics', BASICS, { completedAt: AT, needsRevisit: true });
    const shown = ofConsumer({ answers: [basics, ...CONSUMER_ANSWERS.slice(1)] });
    expect(summary(shown)).toMatchObject({ current: 'basics', index: 1, remaining: { min: 7, max: 7 } });
  });
});

describe('a submitted case', () => {
  it('has no current step for the customer, and for staff that of taking it over', () => {
    expect(summary(ofConsumer({ ...submitted, status: 'new' }))).toMatchObject({
      current: undefined,
      index: 9,
      total: 14,
      remaining: { min: 5, max: 5 },
    });
    const takeOver = (overrides: Partial<Case>) => ofConsumer(overrides, agent).steps[9];
    expect(takeOver({})).toMatchObject({ stepId: 'take-over', state: 'pending' });
    expect(takeOver({ ...submitted, status: 'open', stage: 'pre_approval' })).toMatchObject({ state: 'complete' });
    expect(takeOver({ status: 'cancelled', outcome: 'withdrawn' })).toMatchObject({ state: 'cancelled' });
    expect(summary(ofConsumer({ ...submitted, status: 'new' }, agent))).toMatchObject({
      current: 'take-over',
      index: 10,
      total: 17,
      remaining: { min: 7, max: 7 },
    });
  });

  it('in pre-approval waits for us as the customer sees it, and is in progress for us', () => {
    const shown = (viewer: typeof customer) =>
      ofConsumer(
        {
          ...submitted,
          status: 'open',
          stage: 'pre_approval',
          stages: [{ stage: 'pre_approval', enteredAt: AT, dueAt: '2026-03-13T09:00:00.000Z' }],
        },
        viewer,
      );
    expect(laterSteps(shown(customer))).toEqual([
      'pre-approval waiting',
      'document-checklist pending',
      'checks pending',
      'proposal pending',
      'close pending',
    ]);
    expect(laterSteps(shown(agent))[1]).toBe('pre-approval in_progress');
    expect(shown(customer).stages.slice(0, 3)).toMatchObject([
      { stage: 'initiate', title: 'Your application', state: 'complete' },
      { stage: 'pre_approval', title: 'First look', state: 'in_progress', dueAt: '2026-03-13T09:00:00.000Z' },
      { stage: 'data_capture', title: 'Documents', state: 'pending' },
    ]);
  });
});

describe('capturing documents', () => {
  const capturing: Partial<Case> = {
    ...submitted,
    status: 'open',
    stage: 'data_capture',
    stages: [{ stage: 'data_capture', enteredAt: AT, dueAt: '2026-03-17T09:00:00.000Z' }],
  };
  const state = (overrides: Partial<Case>, viewer = customer) =>
    ofConsumer({ ...capturing, ...overrides }, viewer).steps.find(({ stepId }) => stepId === 'document-checklist');

  it('is the customer’s turn while documents are owed, with the date until when', () => {
    expect(state({})).toMatchObject({ state: 'in_progress', dueAt: '2026-03-17T09:00:00.000Z' });
    expect(state({}, agent)).toMatchObject({ state: 'waiting' });
    expect(ofConsumer(capturing).owedCount).toBe(3);
    expect(ofConsumer(capturing).currentStep?.stepId).toBe('document-checklist');
  });

  it('is our turn as soon as something has come that nobody has looked at', () => {
    expect(state({ documents: [document('doc_1', 'photo-id')] }, agent)).toMatchObject({ state: 'in_progress' });
    expect(state({ documents: [document('doc_1', undefined)] }, agent)).toMatchObject({ state: 'in_progress' });
    expect(state({ documents: [document('doc_1', 'photo-id')] })).toMatchObject({ state: 'in_progress' });
  });

  it('is not our turn because of what we have accepted, or what is still being scanned', () => {
    expect(state({ documents: accepted.slice(1) }, agent)).toMatchObject({ state: 'waiting' });
    expect(state({ documents: [document('doc_1', undefined, { scan: 'scanning' })] }, agent)).toMatchObject({
      state: 'waiting',
    });
  });

  it('is our turn alone when nothing is owed', () => {
    expect(state({ documents: accepted })).toMatchObject({ state: 'waiting' });
    expect(state({ documents: accepted })).not.toHaveProperty('dueAt');
    expect(state({ documents: accepted }, agent)).toMatchObject({ state: 'in_progress' });
  });
});

describe('due diligence', () => {
  const base = consumerCase({ ...submitted, status: 'under_review', stage: 'due_diligence', documents: accepted });
  const check = (checkId: string, more: Partial<Check>): Check => ({
    checkId,
    status: 'requested',
    attempt: 1,
    attempts: [],
    dataDigest: dataDigest(base),
    seenProviderEvents: [],
    lateResults: [],
    ...more,
  });
  const mixed: Case = {
    ...base,
    checks: [
      check('background', { status: 'complete', result: 'clear' }),
      check('legal', { status: 'complete', result: 'consider' }),
      check('credit', {}),
    ],
  };

  it('shows staff each check, and the one that somebody has to judge as current', () => {
    const shown = progress(mixed, CONSUMER, agent, AT);
    expect(laterSteps(shown).slice(3, 6)).toEqual(['background complete', 'legal in_progress', 'credit waiting']);
    expect(summary(shown)).toMatchObject({ current: 'legal', index: 14, total: 17, remaining: { min: 3, max: 3 } });
  });

  it.each<readonly [string, Partial<Check>, string]>([
    [
      'a check that was judged',
      {
        status: 'complete',
        result: 'consider',
        adjudication: { verdict: 'false_positive', by: 'a', at: AT, note: 'n' },
      },
      'complete',
    ],
    ['a check without an answer in time', { status: 'timed_out' }, 'error'],
    ['a check that failed', { status: 'error' }, 'error'],
    ['a check of other data', { status: 'complete', result: 'clear', dataDigest: 'other' }, 'needs_revisit'],
    ['a check that waits for the applicant', { status: 'awaiting_applicant' }, 'waiting'],
  ])('shows staff %s', (_, more, expected) => {
    const shown = progress({ ...base, checks: [check('background', more)] }, CONSUMER, agent, AT);
    expect(laterSteps(shown).slice(3, 6)).toEqual([`background ${expected}`, 'legal pending', 'credit pending']);
  });

  it('shows the customer one step, the same whatever the checks say', () => {
    const quiet = progress({ ...base, checks: [] }, CONSUMER, customer, AT);
    expect(progress(mixed, CONSUMER, customer, AT)).toEqual(quiet);
    expect(laterSteps(quiet)).toEqual([
      'pre-approval complete',
      'document-checklist complete',
      'checks waiting',
      'proposal pending',
      'close pending',
    ]);
  });

  it('does not tell the customer by any count how many checks there are', () => {
    const twice: Playbook = { ...CONSUMER, checks: [...CONSUMER.checks, { ...CONSUMER.checks[0]!, id: 'sanctions' }] };
    expect(progress(base, twice, customer, AT)).toEqual(progress(base, CONSUMER, customer, AT));
    expect(progress(base, twice, agent, AT).total).toBe(18);
  });

  it('counts a check that hangs on another one’s result as nothing at least and as one at most', () => {
    const conditional: Playbook = {
      ...CONSUMER,
      checks: CONSUMER.checks.map((one) =>
        one.id === 'credit' ? { ...one, when: { fact: 'checks.legal.result', equals: 'consider' } } : one,
      ),
    };
    const draft = (overrides: Partial<Case>) =>
      progress(consumerCase({ ...submitted, ...overrides }), conditional, agent, AT);
    expect(draft({ status: 'new' }).remaining).toEqual({ min: 6, max: 7 });
    const clear = { ...base, checks: [check('legal', { status: 'complete', result: 'clear' })] };
    expect(laterSteps(progress(clear, conditional, agent, AT)).slice(3)).toEqual([
      'background pending',
      'legal complete',
      'proposal pending',
      'close pending',
    ]);
  });

  it('ends with a person where the playbook wants one, and only staff see that', () => {
    const company = companyCase({
      answers: COMPANY_ANSWERS,
      members: COMPANY_MEMBERS,
      submittedAt: AT,
      reviewedMaterialVersion: 1,
      status: 'under_review',
      stage: 'due_diligence',
    });
    const clear = (checkId: string) =>
      check(checkId, { status: 'complete', result: 'clear', dataDigest: dataDigest(company) });
    const settled = { ...company, checks: ['background', 'legal', 'credit'].map(clear) };
    expect(progress(settled, COMPANY, agent, AT).currentStep).toMatchObject({
      stepId: 'complete-review',
      state: 'ready',
    });
    const completion = (case_: Case) =>
      progress(case_, COMPANY, agent, AT).steps.find(({ stepId }) => stepId === 'complete-review')?.state;
    expect(completion(company)).toBe('pending');
    expect(completion({ ...company, checks: settled.checks.slice(1) })).toBe('pending');
    expect(progress(settled, COMPANY, customer, AT).steps.map(({ stepId }) => stepId)).not.toContain('complete-review');
    expect(progress(settled, COMPANY, customer, AT)).toEqual(progress(company, COMPANY, customer, AT));
  });
});

describe('a question to the customer', () => {
  const asked: Partial<Case> = {
    ...submitted,
    status: 'awaiting_info',
    stage: 'pre_approval',
    infoRequests: [
      {
        number: 1,
        items: [
          { itemId: 'i1', label: 'Turnover', kind: 'text' },
          { itemId: 'i3', label: 'Payslip', kind: 'document' },
          { itemId: 'i2', label: 'Employer', kind: 'text', answer: 'The Analytical Society', answeredAt: AT },
        ],
        message: 'Please tell us.',
        requestedBy: 'agent_bo',
        requestedAt: AT,
        dueAt: '2026-03-30T09:00:00.000Z',
        priorStatus: 'open',
        remindersSent: 0,
      },
    ],
  };

  it('is the customer’s turn in whatever stage, by the date in the question', () => {
    expect(ofConsumer(asked).currentStep).toMatchObject({
      stepId: 'pre-approval',
      state: 'in_progress',
      dueAt: '2026-03-30T09:00:00.000Z',
    });
    expect(ofConsumer(asked, agent).steps.find(({ stepId }) => stepId === 'pre-approval')).toMatchObject({
      state: 'waiting',
    });
  });

  it('puts its date on no step that is still to come', () => {
    const dated = ofConsumer(asked).steps.filter(({ dueAt }) => dueAt !== undefined);
    expect(dated.map(({ stepId }) => stepId)).toEqual(['pre-approval']);
  });

  it('owes the items that are not answered', () => {
    expect(ofConsumer(asked).owedCount).toBe(2);
  });
});

describe('the proposal', () => {
  const proposal = {
    number: 1,
    resolutionCode: 'open_account',
    notes: 'As discussed.',
    terms: {},
    termsDigest: '',
    proposedBy: 'agent_bo',
    proposedAt: AT,
    expiresAt: '2026-03-24T09:00:00.000Z',
  } as const;
  const resolved: Partial<Case> = { ...submitted, status: 'resolved', stage: 'resolve', documents: accepted };
  const lastTwo = (overrides: Partial<Case>, viewer = customer) =>
    laterSteps(ofConsumer({ ...resolved, ...overrides }, viewer)).slice(-2);

  it('is the customer’s to decide, by the day on which it expires', () => {
    const shown = ofConsumer({ ...resolved, proposals: [{ ...proposal, status: 'undecided' }] });
    const ours = ofConsumer({ ...resolved, proposals: [{ ...proposal, status: 'undecided' }] }, agent);
    expect(ours.steps.at(-2)).toMatchObject({ state: 'waiting', dueAt: '2026-03-24T09:00:00.000Z' });
    expect(shown.currentStep).toMatchObject({
      stepId: 'proposal',
      state: 'in_progress',
      dueAt: '2026-03-24T09:00:00.000Z',
    });
    expect(summary(shown)).toMatchObject({ index: 13, remaining: { min: 1, max: 1 }, owedCount: 1 });
    expect(lastTwo({ proposals: [{ ...proposal, status: 'undecided' }] }, agent)).toEqual([
      'proposal waiting',
      'close pending',
    ]);
  });

  it('once accepted leaves the closing to us', () => {
    expect(lastTwo({ proposals: [{ ...proposal, status: 'accepted' }] })).toEqual([
      'proposal complete',
      'close waiting',
    ]);
    expect(lastTwo({ proposals: [{ ...proposal, status: 'accepted' }] }, agent)).toEqual([
      'proposal complete',
      'close ready',
    ]);
  });

  it('is the newest one, whatever became of those before it', () => {
    const before = { ...proposal, status: 'rejected' } as const;
    expect(lastTwo({ proposals: [before, { ...proposal, number: 2, status: 'undecided' }] })).toEqual([
      'proposal in_progress',
      'close pending',
    ]);
    expect(lastTwo({ proposals: [before, { ...proposal, number: 2, status: 'accepted' }] }, agent)).toEqual([
      'proposal complete',
      'close ready',
    ]);
  });

  it('once rejected is ours again', () => {
    const rejected: Partial<Case> = { status: 'open', proposals: [{ ...proposal, status: 'rejected' }] };
    expect(lastTwo(rejected)).toEqual(['proposal waiting', 'close pending']);
    expect(lastTwo(rejected, agent)).toEqual(['proposal in_progress', 'close pending']);
  });
});

describe('a case that has ended', () => {
  it('has done every step when the proposal was accepted', () => {
    const shown = ofConsumer({
      ...submitted,
      status: 'closed',
      stage: 'close',
      outcome: 'accepted',
      documents: accepted,
    });
    expect(summary(shown)).toEqual({
      current: undefined,
      index: 14,
      total: 14,
      remaining: { min: 0, max: 0 },
      owedCount: 0,
    });
    expect(shown.stages.map(({ state }) => state)).toEqual([
      'complete',
      'complete',
      'complete',
      'complete',
      'complete',
      'complete',
    ]);
  });

  it('that lapsed got as far as the proposal', () => {
    const shown = ofConsumer({
      ...submitted,
      status: 'closed',
      stage: 'close',
      outcome: 'lapsed',
      documents: accepted,
    });
    expect(laterSteps(shown)).toEqual([
      'pre-approval complete',
      'document-checklist complete',
      'checks complete',
      'proposal cancelled',
      'close cancelled',
    ]);
    expect(summary(shown)).toMatchObject({ current: undefined, remaining: { min: 0, max: 0 } });
  });

  it('that was withdrawn stopped where it stood', () => {
    const shown = ofConsumer({ ...submitted, status: 'cancelled', stage: 'data_capture', outcome: 'withdrawn' });
    expect(laterSteps(shown)).toEqual([
      'pre-approval complete',
      'document-checklist cancelled',
      'checks cancelled',
      'proposal cancelled',
      'close cancelled',
    ]);
    expect(summary(shown)).toMatchObject({ current: undefined, owedCount: 0, remaining: { min: 0, max: 0 } });
  });
});
