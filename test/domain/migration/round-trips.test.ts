import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/domain/case/case.ts';
import { migrateCase } from '../../../shared/domain/case/migrate-case.ts';
import { replacedOf } from '../../../shared/domain/case/replaced.ts';
import { revertMigration } from '../../../shared/domain/case/revert-migration.ts';
import { planMigration } from '../../../shared/domain/migration/plan-migration.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { planNext } from '../../../shared/domain/workflow/plan-next.ts';
import { play, STARTS, stories } from '../../support/stories.ts';
import { under, V1, withoutStamps } from '../../support/versions.ts';

const STEPS = ['details', 'people', 'papers', 'review'];
const FIELDS = ['legalName', 'trades', 'countries'];
const ROLES = ['director', 'owner'];
const REQUIREMENTS = ['registration', 'identity'];
const CHECKS = ['background', 'credit'];

const renamed = (names: readonly string[]) =>
  fc.subarray([...names]).map((some) => Object.fromEntries(some.map((name) => [name, `${name}-two`])));
const mappings = fc.record({
  steps: renamed(STEPS),
  fields: renamed(FIELDS),
  memberRoles: renamed(ROLES),
  requirements: renamed(REQUIREMENTS),
  checks: renamed(CHECKS),
});
type Mapping = typeof mappings extends fc.Arbitrary<infer M> ? M : never;

/** Version 2: every id as the mapping says, wherever the playbook names it. */
function renamedPlaybook({ steps, fields, memberRoles, requirements, checks }: Mapping): Playbook {
  let text = JSON.stringify({ ...V1, version: 2 });
  for (const [from, to] of Object.entries({ ...steps, ...memberRoles, ...requirements, ...checks, ...fields }))
    text = text.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`answers.${from}"`, `answers.${to}"`);
  const mapsFrom = [{ playbook: V1.id, version: 1, steps, fields, memberRoles, requirements, checks }];
  return { ...(JSON.parse(text) as Playbook), mapsFrom };
}

const isRunning = ({ status }: Case): boolean => status !== 'closed' && status !== 'cancelled';

/** Every case that some story comes by, together with a version of other names. */
function holdsFor(check: (case_: Case, to: Playbook) => void): void {
  fc.assert(
    fc.property(stories, mappings, ({ start, story }, mapping) => {
      const to = renamedPlaybook(mapping);
      play(STARTS[start]!, story, (_, { case: case_, facts }) => {
        if (facts.length > 0 && isRunning(case_)) check(case_, to);
      });
    }),
    { numRuns: 25 },
  );
}

const there = (case_: Case, to: Playbook) => {
  const input = { migrationId: 'mig_1', to, startedBy: 'admin_1' };
  return migrateCase(case_, input, under(V1, { at: case_.updatedAt }));
};
const canGo = (case_: Case, to: Playbook) => planMigration(case_, V1, to).questions.length === 0;
/** What people wrote and sent, by whatever name. */
const held = ({ answers, members, documents, infoRequests, proposals }: Case) => ({
  values: answers.flatMap(({ values }) => Object.values(values)),
  authors: answers.flatMap(({ authors }) => Object.values(authors)),
  members: members.map(({ role: _, ...member }) => member),
  documents: documents.map(({ requirementId: _, ...document }) => document),
  infoRequests,
  proposals,
});

describe('a case that goes over to a version of other names', () => {
  it('can only have to wait for a provider', () => {
    holdsFor((case_, to) => {
      const codes = planMigration(case_, V1, to).questions.map(({ code }) => code);
      expect(codes.filter((code) => code !== 'check.under-way')).toEqual([]);
    });
  });

  it('loses nothing that anybody wrote or sent', () => {
    holdsFor((case_, to) => {
      if (!canGo(case_, to)) return;
      const { case: after } = there(case_, to);
      expect(held(after)).toEqual(held(case_));
      expect(after.setAside).toEqual([]);
    });
  });

  it('has a next step of the same kind', () => {
    holdsFor((case_, to) => {
      if (!canGo(case_, to)) return;
      const [before, after] = [
        planNext(case_, V1, case_.updatedAt),
        planNext(there(case_, to).case, to, case_.updatedAt),
      ];
      expect([after.kind, after.items.length]).toEqual([before.kind, before.items.length]);
    });
  });

  it('is as it was when the migration is reverted, and when it comes back by the names read backwards', () => {
    holdsFor((case_, to) => {
      if (!canGo(case_, to)) return;
      const after = there(case_, to).case;
      const revert = { migrationId: 'mig_1', replaced: replacedOf(case_, after), startedBy: 'admin_1' };
      expect(withoutStamps(revertMigration(after, revert, under(to)).case)).toStrictEqual(withoutStamps(case_));
      const input = { migrationId: 'mig_2', to: V1, startedBy: 'admin_1' };
      const { migration: _, ...back } = migrateCase(after, input, under(to, { at: case_.updatedAt })).case;
      expect(withoutStamps(back)).toStrictEqual(withoutStamps(case_));
    });
  });
});
