import { describe, expect, it } from 'vitest';
import { addComment } from '../../../shared/domain/case/add-comment.ts';
import { addWorkNote } from '../../../shared/domain/case/add-work-note.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { checkStates } from '../../../shared/domain/case/check-states.ts';
import { makeProposal } from '../../../shared/domain/case/make-proposal.ts';
import { migrateCase } from '../../../shared/domain/case/migrate-case.ts';
import { replacedOf } from '../../../shared/domain/case/replaced.ts';
import { revertMigration } from '../../../shared/domain/case/revert-migration.ts';
import { reviewContext } from '../../../shared/domain/case/review-context.ts';
import { runVerification } from '../../../shared/domain/case/run-verification.ts';
import { planMigration } from '../../../shared/domain/migration/plan-migration.ts';
import { openQuestions } from '../../../shared/domain/migration/questions.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { requirementsOf } from '../../../shared/domain/requirements/requirements-of.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import {
  asAgent,
  asCustomer,
  asSystem,
  CASES_BY_STATE,
  type CaseState,
  checked,
  offered,
  PROPOSAL,
  played,
  preApproved,
  proven,
} from '../../support/cases-by-state.ts';
import { codeOf } from '../../support/code-of.ts';
import { POORER, RENAMED, RICHER, SAME, under, V1, withoutStamps } from '../../support/versions.ts';

const RUNNING = { ...CASES_BY_STATE, offered, proven, checked };
const states = (Object.keys(RUNNING) as (keyof typeof RUNNING)[]).filter((s) => s !== 'closed' && s !== 'cancelled');

const input = (to: Playbook) => ({ migrationId: 'mig_1', to, startedBy: 'admin_1' });
const migrated = (case_: Case, to: Playbook) => migrateCase(case_, input(to), under(V1)).case;
const reverted = (case_: Case, before: Case, to: Playbook) => {
  const replaced = JSON.parse(JSON.stringify(replacedOf(before, case_)));
  return revertMigration(case_, { migrationId: 'mig_1', replaced, startedBy: 'admin_1' }, under(to)).case;
};
/** Drops what can be dropped, and goes without what the version asks for. */
function decided(case_: Case, to: Playbook): Case {
  const places = planMigration(case_, V1, to).questions.map(({ place }) => place);
  return migrateCase(case_, { ...input(to), decisions: { drop: places, goWithout: places } }, under(V1)).case;
}

describe('a migration to a version with other names', () => {
  it.each(states)('keeps everything that the case holds: %s', (state) => {
    const before = RUNNING[state]();
    const after = migrated(before, RENAMED);
    expect(after.playbook).toEqual({ id: 'test-account', version: 2 });
    expect(after.answers.map(({ stepId, values }) => [stepId, values])).toEqual([
      ['about', { companyName: 'Acme Ltd' }],
      ...before.answers.slice(1).map(({ stepId, values }) => [stepId, values]),
    ]);
    expect(after.members.map((member) => ({ ...member, role: 'director' }))).toEqual(before.members);
    expect(after.members.map(({ role }) => role)).toEqual(['officer']);
    expect(after.documents.map(({ requirementId: _, ...rest }) => rest)).toEqual(
      before.documents.map(({ requirementId: _, ...rest }) => rest),
    );
    expect(after.timers).toBe(before.timers);
    expect(after.setAside).toEqual([]);
  });

  it.each(states)('changes neither what is owed nor what comes next: %s', (state) => {
    const before = RUNNING[state]();
    const after = migrated(before, RENAMED);
    const { at } = under(RENAMED);
    expect(planNext(after, RENAMED, at)).toEqual(
      expect.objectContaining({ kind: planNext(before, V1, at).kind, timeoutSeconds: expect.any(Number) }),
    );
    const shown = (case_: Case, playbook: Playbook) =>
      requirementsOf(case_, playbook, at).map(({ label, status, dueClass }) => [label, status, dueClass]);
    expect(shown(after, RENAMED)).toEqual(shown(before, V1));
  });

  it.each(states)('is one event that is not of the data: %s', (state) => {
    const before = RUNNING[state]();
    const { case: after, facts } = migrateCase(before, input(RENAMED), under(V1));
    expect(facts.map(({ type }) => type)).toEqual(['case.playbook_migrated', 'case.process_changed']);
    expect(facts[0]).toMatchObject({ migrationId: 'mig_1', fromVersion: 1, toVersion: 2, startedBy: 'admin_1' });
    expect([after.version - before.version, after.materialVersion - before.materialVersion]).toEqual([1, 0]);
  });

  it('keeps what was checked and reviewed good', () => {
    const reviewed = migrated(CASES_BY_STATE.review_complete(), RENAMED);
    expect(checkStates(reviewed, RENAMED).map(({ status }) => status)).toEqual(['complete', 'complete']);
    const proposed = makeProposal(reviewed, PROPOSAL, asAgent({ playbook: RENAMED }));
    expect(proposed.case.status).toBe('resolved');
  });

  it('tells the customer nothing twice', () => {
    const told = played(preApproved(), (c) => runVerification(c, {}, asSystem()));
    const after = migrated(told, RENAMED);
    expect(after.verification?.missing).toContain('extract');
    expect(planNext(after, RENAMED, under(RENAMED).at).kind).toBe('await_customer');
  });
});

describe('a migration to a version that asks for the same', () => {
  it.each(states)('changes nothing that anybody sees: %s', (state) => {
    const before = RUNNING[state]();
    const { case: after, facts } = migrateCase(before, input(SAME), under(V1));
    expect(facts.map(({ type }) => type)).toEqual(['case.playbook_migrated']);
    expect(after.customerVersion).toBe(before.customerVersion);
    for (const list of ['answers', 'members', 'documents', 'checks', 'requirementDecisions'] as const)
      expect(after[list]).toBe(before[list]);
  });

  it('happens once', () => {
    const after = migrated(CASES_BY_STATE.new(), SAME);
    expect(migrateCase(after, input(SAME), under(SAME)).facts).toEqual([]);
  });
});

describe('a migration that needs a decision', () => {
  it('waits for it', () => {
    expect(codeOf(() => migrated(CASES_BY_STATE.draft(), POORER))).toBe('migration.undecided');
    expect(codeOf(() => migrated(CASES_BY_STATE.new(), RICHER))).toBe('migration.undecided');
    expect(codeOf(() => decided(CASES_BY_STATE.review_complete(), RICHER))).toBe('migration.undecided');
  });

  it('takes no decision that it did not ask for', () => {
    const { questions } = planMigration(CASES_BY_STATE.draft(), V1, POORER);
    const [answer, member] = questions.map(({ place }) => place);
    expect(openQuestions(questions, { drop: [answer!] }).map(({ place }) => place)).toEqual([member]);
    expect(openQuestions(questions, { goWithout: [answer!, member!] })).toEqual(questions);
  });

  it('sets aside what is dropped, and says so', () => {
    const before = proven();
    const after = decided(before, POORER);
    expect(after.answers[0]?.values).toEqual({});
    expect(after.members).toEqual([]);
    expect(after.documents.map(({ status }) => status)).toEqual(['unclassified', 'unclassified']);
    expect(after.setAside.map(({ leftover }) => leftover.what)).toEqual(['answer', 'member', 'binding', 'binding']);
    expect(after.setAside[0]).toMatchObject({
      playbook: { id: 'test-account', version: 1 },
      leftover: { fieldId: 'legalName', value: 'Acme Ltd', author: { by: 'contact_ada' } },
    });
    expect(after.materialVersion).toBe(before.materialVersion + 1);
  });

  it('goes without what a case that was handed in can no longer be asked', () => {
    const after = decided(CASES_BY_STATE.new(), RICHER);
    expect(after.playbook.version).toBe(2);
    expect(planNext(after, RICHER, under(RICHER).at).kind).toBe('await_agent');
  });

  it('brings back what a later version asks for again', () => {
    const before = CASES_BY_STATE.draft();
    const third = { ...V1, version: 3 };
    const poorer = decided(before, POORER);
    const back = migrateCase(poorer, { ...input(third), migrationId: 'mig_2' }, under(POORER)).case;
    expect(back.setAside).toEqual([]);
    expect(back.answers[0]?.values).toEqual({ legalName: 'Acme Ltd' });
    expect(back.members).toEqual(before.members);
  });
});

describe('taking a migration back', () => {
  const ways: readonly (readonly [string, Playbook])[] = [
    ['the same', SAME],
    ['other names', RENAMED],
  ];
  it.each(states.flatMap((state) => ways.map(([name, to]) => [state, name, to] as const)))(
    'gives the case as it was: %s, %s',
    (state, _, to) => {
      const before = RUNNING[state]();
      const after = reverted(migrated(before, to), before, to);
      expect(withoutStamps(after)).toStrictEqual(withoutStamps(before));
      expect(after.version).toBe(before.version + 2);
    },
  );

  it.each<CaseState>(['draft', 'new', 'open/data_capture', 'awaiting_info/data_capture'])(
    'gives back what was dropped: %s',
    (state) => {
      const before = CASES_BY_STATE[state]();
      const after = reverted(decided(before, POORER), before, POORER);
      expect(withoutStamps(after)).toStrictEqual(withoutStamps(before));
      expect(after.materialVersion).toBe(before.materialVersion + 2);
    },
  );

  it('is possible after staff have read the case and noted something', () => {
    const before = CASES_BY_STATE.new();
    const read = played(
      migrated(before, RENAMED),
      (c) => addWorkNote(c, {}, asAgent()),
      (c) => reviewContext(c, { materialVersion: c.materialVersion }, asAgent({ playbook: RENAMED })),
    );
    expect(reverted(read, before, RENAMED).playbook.version).toBe(1);
  });

  it('is refused after the next step, and for another migration', () => {
    const before = CASES_BY_STATE.new();
    const after = migrated(before, RENAMED);
    const commented = played(after, (c) => addComment(c, {}, asCustomer()));
    expect(codeOf(() => reverted(commented, before, RENAMED))).toBe('migration.not-revertible');
    expect(codeOf(() => reverted(before, before, V1))).toBe('migration.not-revertible');
    expect(codeOf(() => reverted(reverted(after, before, RENAMED), before, V1))).toBe('migration.not-revertible');
  });
});
