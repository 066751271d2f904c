import { describe, expect, it } from 'vitest';
import { snapshotDigest } from '../../../shared/domain/case/application-snapshot.ts';
import { completeStep } from '../../../shared/domain/case/complete-step.ts';
import { createCase, type NewCase } from '../../../shared/domain/case/create-case.ts';
import { revisitStep } from '../../../shared/domain/case/revisit-step.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../../shared/domain/case/submit-case.ts';
import { AT, anAgent, aPlaybook, surroundings } from '../../support/a-case.ts';
import { asCustomer, created, filled, played } from '../../support/cases-by-state.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const applicant = { kind: 'account', accountId: 'account_acme', contactId: 'contact_ada', name: 'Acme Ltd' } as const;
const input: NewCase = { number: 'ONB-1000-000Y', applicant, channel: 'phone' };
const save = (answers: Record<string, string | boolean | null>, stepId = 'details') => ({ stepId, answers });

describe('creating a case', () => {
  it('makes a draft that pins the playbook and its version', () => {
    const { case: case_ } = createCase(input, surroundings({ playbook: aPlaybook({ version: 7 }) }));
    expect(case_).toMatchObject({
      caseId: 'case_1',
      number: 'ONB-1000-000Y',
      type: 'test-account',
      playbook: { id: 'test-account', version: 7 },
      status: 'draft',
      stage: 'initiate',
      version: 1,
      customerVersion: 1,
      materialVersion: 1,
      group: 'onboarding',
      openedBy: 'contact_ada',
      createdAt: AT,
      stages: [{ stage: 'initiate', enteredAt: AT }],
    });
  });

  it('records for whom an agent opened it', () => {
    const { case: case_, facts } = createCase(
      { ...input, onBehalfOf: 'contact_ada' },
      surroundings({ caller: anAgent() }),
    );
    expect(case_).toMatchObject({ openedBy: 'agent_bo', onBehalfOf: 'contact_ada' });
    expect(facts).toEqual([
      {
        type: 'case.created',
        playbook: 'test-account',
        playbookVersion: 1,
        channel: 'phone',
        openedBy: 'agent_bo',
        group: 'onboarding',
        onBehalfOf: 'contact_ada',
      },
    ]);
  });

  it('keeps the answers that came along with the steps that ask for them', () => {
    const { case: case_, facts } = createCase({ ...input, answers: { legalName: 'Acme Ltd' } }, surroundings());
    expect(case_.answers).toMatchObject([{ stepId: 'details', values: { legalName: 'Acme Ltd' }, revision: 1 }]);
    expect(facts.map(({ type }) => type)).toEqual(['case.created', 'case.answers_saved']);
    expect(case_.version).toBe(1);
  });

  it('refuses answers that no step asks for, that are of another type, or that are hidden', () => {
    const answers = { shoeSize: 43, legalName: true, countries: 'NZ' };
    expect(problemsOf(() => createCase({ ...input, answers }, surroundings()))).toEqual([
      '/answers/legalName field.wrong-type',
      '/answers/countries field.hidden',
      '/answers/shoeSize field.unknown',
    ]);
  });

  it('refuses an applicant whom the process is not for', () => {
    const s = surroundings({ playbook: aPlaybook({ applicantKinds: ['individual'] }) });
    expect(problemsOf(() => createCase(input, s))).toEqual(['/type playbook.applicant-kind']);
  });
});

describe('saving answers', () => {
  it('keeps what is not sent, removes what is null, and notes who wrote what', () => {
    const first = saveAnswers(created(), save({ legalName: 'Acme', trades: true }), asCustomer()).case;
    const s = asCustomer({ caller: anAgent({ channel: 'phone' }), at: '2026-03-04T09:00:00.000Z' });
    const second = saveAnswers(first, save({ trades: null }), s);
    expect(second.case.answers).toEqual([
      {
        stepId: 'details',
        values: { legalName: 'Acme' },
        authors: {
          legalName: { by: 'contact_ada', channel: 'web', at: AT, revision: 1 },
          trades: { by: 'agent_bo', channel: 'phone', at: '2026-03-04T09:00:00.000Z', revision: 2 },
        },
        revision: 2,
      },
    ]);
    expect(second.facts).toEqual([{ type: 'case.answers_saved', stepId: 'details', revision: 2, fields: ['trades'] }]);
  });

  it('changes nothing when every answer is there already', () => {
    const case_ = filled();
    const decision = saveAnswers(case_, save({ legalName: 'Acme Ltd' }), asCustomer());
    expect(decision.case).toBe(case_);
    expect(decision.facts).toEqual([]);
  });

  it('accepts a field that becomes visible by the same save', () => {
    const { case: case_ } = saveAnswers(created(), save({ trades: true, countries: 'NZ' }), asCustomer());
    expect(case_.answers[0]?.values).toEqual({ trades: true, countries: 'NZ' });
  });

  it('refuses a step that is unknown, or no form', () => {
    expect(codeOf(() => saveAnswers(created(), save({}, 'people'), asCustomer()))).toBe('step.unknown');
    expect(codeOf(() => saveAnswers(created(), save({}, 'nowhere'), asCustomer()))).toBe('step.unknown');
  });

  it('refuses a step that is not part of this case’s run', () => {
    const playbook = aPlaybook();
    const [details, ...rest] = playbook.intake;
    const intake = [{ ...details!, when: { fact: 'channel', equals: 'phone' } as const }, ...rest];
    const s = asCustomer({ playbook: { ...playbook, intake } });
    expect(codeOf(() => saveAnswers(created(), save({ legalName: 'A' }), s))).toBe('step.not-ready');
  });

  it('refuses more than 200,000 bytes of answers, counted in UTF-8', () => {
    const fields = [{ id: 'story', label: 'Story', type: 'long_text', required: false } as const];
    const step = { id: 'details', kind: 'form', title: 'Story', required: true, after: [], fields } as const;
    const s = asCustomer({ playbook: aPlaybook({ intake: [step] }) });
    expect(codeOf(() => saveAnswers(created(), save({ story: 'é'.repeat(99_000) }), s))).toBe('accepted');
    expect(codeOf(() => saveAnswers(created(), save({ story: 'é'.repeat(100_000) }), s))).toBe('case.limit');
  });
});

describe('completing a step', () => {
  it('refuses it with every field that is missing', () => {
    const case_ = saveAnswers(created(), save({ trades: true }), asCustomer()).case;
    const act = () => completeStep(case_, { stepId: 'details' }, asCustomer());
    expect(codeOf(act)).toBe('case.incomplete');
    expect(problemsOf(act)).toEqual([
      '/steps/details/answers/legalName field.required',
      '/steps/details/answers/countries field.required',
    ]);
  });

  it('refuses it while a step before is not complete', () => {
    expect(codeOf(() => completeStep(created(), { stepId: 'people' }, asCustomer()))).toBe('step.not-ready');
  });

  it('records who completed it, and when; a second time changes nothing', () => {
    const start = saveAnswers(created(), save({ legalName: 'Acme' }), asCustomer()).case;
    const { case: case_, facts } = completeStep(start, { stepId: 'details' }, asCustomer());
    expect(case_.answers[0]).toMatchObject({ completedAt: AT, completedBy: 'contact_ada' });
    expect(facts).toEqual([{ type: 'case.step_completed', stepId: 'details' }]);
    expect(case_.materialVersion).toBe(start.materialVersion);
    expect(completeStep(case_, { stepId: 'details' }, asCustomer()).case).toBe(case_);
  });

  it('takes completing the review step as the review of the case as it stands', () => {
    const case_ = filled();
    const { case: next, facts } = completeStep(case_, { stepId: 'review' }, asCustomer());
    expect(next.reviewedMaterialVersion).toBe(case_.materialVersion);
    expect(facts.map(({ type }) => type)).toEqual(['case.reviewed', 'case.step_completed']);
    expect(completeStep(next, { stepId: 'review' }, asCustomer()).case).toBe(next);
  });
});

describe('going back to a step', () => {
  it('keeps its answers and has it completed again', () => {
    const back = revisitStep(filled(), { stepId: 'details' }, asCustomer());
    expect(back.facts).toEqual([{ type: 'case.step_revisited', stepId: 'details' }]);
    expect(back.case.answers[0]).toMatchObject({ values: { legalName: 'Acme Ltd' }, needsRevisit: true });
    const submit = () => submitCase(back.case, { materialVersion: back.case.materialVersion }, asCustomer());
    expect(problemsOf(submit)).toEqual(['/steps/details step.needs-revisit']);
    const again = completeStep(back.case, { stepId: 'details' }, asCustomer()).case;
    expect(again.answers[0]).not.toHaveProperty('needsRevisit');
  });

  it('changes nothing for a step that was never completed', () => {
    const case_ = created();
    expect(revisitStep(case_, { stepId: 'details' }, asCustomer()).case).toBe(case_);
  });
});

describe('submitting', () => {
  const submit = (case_ = filled(), materialVersion = case_.materialVersion) =>
    submitCase(case_, { materialVersion }, asCustomer());

  it('moves the draft to new and says when it should be done', () => {
    const { case: case_, facts } = submit();
    // 3 + 5 + 15 + 20 business days after Tuesday, 3 March.
    expect(case_).toMatchObject({ status: 'new', submittedAt: AT, expectedAt: '2026-05-01T09:00:00.000Z' });
    expect(facts).toMatchObject([{ type: 'case.submitted', group: 'onboarding', materialVersion: 3 }]);
  });

  it('names the snapshot that is kept, whether taken before or after', () => {
    const draft = filled();
    const { case: case_, facts } = submit(draft);
    expect(facts[0]?.['snapshotDigest']).toBe(snapshotDigest(draft));
    expect(snapshotDigest(case_)).toBe(snapshotDigest(draft));
  });

  it('refuses a case that has changed since it was reviewed', () => {
    const draft = filled();
    const changed = saveAnswers(draft, save({ legalName: 'Other' }), asCustomer()).case;
    expect(codeOf(() => submit(changed, draft.materialVersion))).toBe('case.review-outdated');
  });

  it('refuses an incomplete case with everything that is missing, and does not ask for the review again', () => {
    expect(problemsOf(() => submit(created()))).toEqual([
      '/steps/details/answers/legalName field.required',
      '/members/director members.too-few',
    ]);
    const halfway = played(created(), (c) => saveAnswers(c, save({ legalName: 'Acme' }), asCustomer()));
    expect(problemsOf(() => submit(halfway))).toEqual([
      '/steps/details step.not-completed',
      '/members/director members.too-few',
    ]);
  });
});
