import { describe, expect, it } from 'vitest';
import {
  afterBatch,
  applying,
  applyingAgain,
  countsOfChange,
  type Migration,
  reverting,
  started,
  sum,
} from '../../../shared/domain/migration/migration.ts';
import { AT } from '../../support/a-case.ts';
import { codeOf } from '../../support/code-of.ts';

const LATER = '2026-03-03T09:10:00.000Z';
const input = {
  migrationId: 'mig_1',
  playbookId: 'p',
  fromVersion: 1,
  toVersion: 2,
  dryRun: false,
  startedBy: 'admin_1',
};
const fresh = started(input, AT);
const dry = started({ ...input, dryRun: true }, AT);
const end = (migration: Migration, batch = {}) => afterBatch(migration, { cursor: undefined, ...batch }, LATER);
const judged = end(dry);
const applied = end(end(fresh));

describe('a migration', () => {
  it('begins with judging, and is looked after when it stops', () => {
    expect(fresh).toMatchObject({ status: 'judging', revision: 0, checkAt: '2026-03-03T09:03:00.000Z' });
  });

  it('goes on where a batch ended', () => {
    const next = afterBatch(fresh, { cursor: 'there', found: 3 }, LATER);
    expect(next).toMatchObject({ status: 'judging', revision: 1, cursor: 'there', foundInWalk: 3 });
  });

  it('walks again until it finds nothing new', () => {
    const again = end(fresh, { found: 1 });
    expect(again).toMatchObject({ status: 'judging', revision: 1, foundInWalk: 0 });
    expect(again.cursor).toBeUndefined();
    expect(end(again).status).toBe('applying');
  });

  it('waits for a person after a dry run, and after it was applied', () => {
    expect([judged.status, judged.checkAt]).toEqual(['judged', undefined]);
    expect([applied.status, applied.checkAt]).toEqual(['applied', undefined]);
  });

  it('applies once more what was decided behind the walk', () => {
    expect(end(end(fresh), { left: 1 }).status).toBe('applying');
    expect(applyingAgain(applied, LATER)).toMatchObject({ status: 'applying', revision: applied.revision + 1 });
  });

  it('can be applied after it was judged, and is once', () => {
    expect(applying(judged, LATER).status).toBe('applying');
    expect(applying(applied, LATER)).toBe(applied);
    expect(codeOf(() => applying(fresh, LATER))).toBe('migration.not-ready');
    expect(codeOf(() => applying(end(reverting(applied, LATER)), LATER))).toBe('migration.not-ready');
  });

  it('can be taken back after it was applied, and is once', () => {
    const back = reverting(applied, LATER);
    expect(back.status).toBe('reverting');
    expect(reverting(back, LATER)).toBe(back);
    expect(end(back).status).toBe('reverted');
    for (const early of [fresh, judged]) expect(codeOf(() => reverting(early, LATER))).toBe('migration.not-ready');
  });

  it('counts a case where it is, and no longer where it was', () => {
    const found = countsOfChange(undefined, { verdict: 'mapped', state: 'pending' });
    const gone = countsOfChange({ verdict: 'mapped', state: 'pending' }, { verdict: 'unchanged', state: 'applied' });
    expect(sum([found, gone])).toEqual({ mapped: 0, pending: 0, unchanged: 1, applied: 1 });
  });
});
