import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../shared/domain/migration/plan-migration.ts';
import { AT, aPlaybook } from '../../support/a-case.ts';
import {
  CASES_BY_STATE,
  type CaseState,
  claimed,
  played,
  preApproved,
  proven,
  request,
  underReview,
  upload,
} from '../../support/cases-by-state.ts';
import { POORER, RENAMED, RICHER, SAME, V1 } from '../../support/versions.ts';

const RUNNING = Object.keys(CASES_BY_STATE).filter((s) => s !== 'closed' && s !== 'cancelled') as readonly CaseState[];
const codes = (state: CaseState, to = SAME) =>
  [...new Set(planMigration(CASES_BY_STATE[state](), V1, to).questions.map(({ code }) => code))].sort();

describe('a version that asks for the same', () => {
  it.each(RUNNING)('leaves a case unchanged: %s', (state) => {
    expect(planMigration(CASES_BY_STATE[state](), V1, SAME)).toEqual({
      verdict: 'unchanged',
      moves: [],
      questions: [],
    });
  });
});

describe('a version with other names', () => {
  it.each(RUNNING)('maps a case: %s', (state) => {
    const plan = planMigration(CASES_BY_STATE[state](), V1, RENAMED);
    expect(plan.questions).toEqual([]);
    expect(plan.verdict).toBe('mapped');
    expect(plan.moves).toEqual(
      expect.arrayContaining([
        { what: 'field', from: 'legalName', to: 'companyName' },
        { what: 'step', from: 'details', to: 'about' },
        { what: 'role', from: 'director', to: 'officer' },
      ]),
    );
  });

  it('names what documents and checks move to', () => {
    expect(planMigration(CASES_BY_STATE.review_complete(), V1, RENAMED).moves.slice(-2)).toEqual([
      { what: 'requirement', from: 'registration', to: 'extract' },
      { what: 'check', from: 'background', to: 'screening' },
    ]);
  });

  it('has to wait while a provider is asked under the old name', () => {
    const asked = played(underReview(), request('background'));
    expect(planMigration(asked, V1, RENAMED).questions).toEqual([
      { place: '/checks/background', code: 'check.under-way', message: expect.any(String) },
    ]);
    expect(planMigration(played(underReview(), request('credit')), V1, RENAMED).verdict).toBe('mapped');
  });
});

describe('a version that asks for less', () => {
  it('needs a decision about every answer and member that it has no place for', () => {
    const draft = CASES_BY_STATE.draft();
    expect(planMigration(draft, V1, POORER).questions.map(({ place }) => place)).toEqual([
      '/answers/legalName',
      `/members/${draft.members[0]?.memberId}`,
    ]);
  });

  it('needs one about documents, checks, and the evidence of a finished review', () => {
    expect(codes('open/data_capture', POORER)).toEqual(['answer.no-place', 'member.no-place']);
    expect(planMigration(proven(), V1, POORER).questions.map(({ code }) => code)).toContain('document.no-place');
    expect(codes('review_complete', POORER)).toEqual([
      'answer.no-place',
      'check.missing',
      'check.no-place',
      'document.no-place',
      'evidence.stale',
      'member.no-place',
    ]);
  });
});

describe('a version that asks for more', () => {
  it('changes a draft without a question', () => {
    expect(planMigration(CASES_BY_STATE.draft(), V1, RICHER)).toEqual({ verdict: 'mapped', moves: [], questions: [] });
  });

  it.each<readonly [CaseState, readonly string[]]>([
    ['new', ['step.incomplete']],
    ['open/data_capture', ['step.incomplete']],
    ['awaiting_info/pre_approval', ['step.incomplete']],
    ['under_review', ['requirement.missing', 'step.incomplete']],
    ['awaiting_info/due_diligence', ['requirement.missing', 'step.incomplete']],
    ['review_complete', ['check.missing', 'requirement.missing', 'step.incomplete']],
    ['open/resolve', ['check.missing', 'requirement.missing', 'step.incomplete']],
    ['resolved', ['check.missing', 'requirement.missing', 'step.incomplete']],
    ['resolved, accepted', ['check.missing', 'requirement.missing', 'step.incomplete']],
  ])('asks for a decision on what it is too late for: %s', (state, expected) => {
    expect(codes(state, RICHER)).toEqual(expected);
  });

  it('names the place of an answer that is missing', () => {
    expect(planMigration(claimed(), V1, RICHER).questions.map(({ place }) => place)).toEqual([
      '/steps/details/answers/purpose',
    ]);
  });
});

describe('a version that is not for the case', () => {
  it('needs a decision when it has no such status, applicant or resolution', () => {
    const { data_capture, resolve } = V1.stages;
    const stages = { ...V1.stages, data_capture: { ...data_capture, statuses: ['awaiting_info'] as const }, resolve };
    expect(codes('open/data_capture', aPlaybook({ version: 2, stages }))).toEqual(['status.not-allowed']);
    expect(codes('new', aPlaybook({ version: 2, applicantKinds: ['individual'] }))).toEqual(['applicant.not-allowed']);
    const proposal = { ...V1.proposal, resolutionCodes: [] };
    expect(codes('resolved', aPlaybook({ version: 2, proposal }))).toEqual(['proposal.no-place']);
    expect(codes('open/resolve', aPlaybook({ version: 2, proposal }))).toEqual([]);
  });

  it('needs one about a task that somebody is at, and about no other', () => {
    const open = { taskId: 'call', attempts: [{ number: 1, startedAt: AT }] };
    const done = { taskId: 'visit', attempts: [{ number: 1, startedAt: AT, end: 'complete' as const, endedAt: AT }] };
    const busy = { ...preApproved(), tasks: [open, done] };
    expect(planMigration(busy, V1, SAME).questions.map(({ code, place }) => [code, place])).toEqual([
      ['task.no-place', '/tasks/call'],
    ]);
    const tasks = [
      {
        id: 'call',
        kind: 'agent_task',
        stage: 'data_capture',
        title: 'Call',
        presence: 'optional',
        after: [],
        skippable: true,
      },
    ] as const;
    expect(planMigration(busy, V1, aPlaybook({ version: 2, tasks })).questions).toEqual([]);
  });

  it('has no question about a document that was refused', () => {
    const sent = upload(claimed(), 'registration');
    const refused = { ...sent, documents: sent.documents.map((one) => ({ ...one, status: 'rejected' as const })) };
    const without = aPlaybook({ version: 2, requirements: V1.requirements.slice(1) });
    expect(planMigration(sent, V1, without).questions.map(({ code }) => code)).toEqual(['document.no-place']);
    expect(planMigration(refused, V1, without).questions).toEqual([]);
  });
});
