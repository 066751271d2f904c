import type { Fact } from '../events/fact.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { PROCESS_CHANGED, stateDigest } from './migrate-case.ts';
import { MigrationNotRevertible } from './migration-refusals.ts';
import { type Replaced, restoring } from './replaced.ts';
import { statusAfter } from './transitions.ts';

export interface MigrationRevert {
  readonly migrationId: string;
  /** What the migration replaced. */
  readonly replaced: Replaced;
  /** Who asked for it; the system does it. */
  readonly startedBy: string;
}

/**
 * Takes the case back to the version that it came from, with everything as it was there.
 *
 * @throws {MigrationNotRevertible} when another step has been taken since, or the case came to its version otherwise
 */
export function revertMigration(case_: Case, input: MigrationRevert, s: Surroundings): Decision {
  statusAfter(case_, 'revert_migration');
  const { migrationId, replaced, startedBy } = input;
  requireRevertible(case_, migrationId);
  const { playbook } = case_;
  const { version: toVersion } = replaced.playbook;
  const fact: Fact = {
    type: 'case.migration_reverted',
    migrationId,
    playbook: playbook.id,
    fromVersion: playbook.version,
    toVersion,
    startedBy,
  };
  return decide(case_, restoring(case_, replaced), [fact, PROCESS_CHANGED, ...dataFact(case_, replaced)], s.at);
}

/** @throws {MigrationNotRevertible} */
function requireRevertible(case_: Case, migrationId: string): void {
  const { migration } = case_;
  if (migration?.migrationId !== migrationId || migration.digest !== stateDigest(case_)) {
    throw new MigrationNotRevertible();
  }
}

/** What had been set aside is back; that is a change of the data. */
function dataFact({ setAside }: Case, replaced: Replaced): readonly Fact[] {
  const [now, then] = [setAside, replaced.members.setAside ?? setAside].map(
    (list) => list.filter(({ leftover: { what } }) => what === 'answer' || what === 'member').length,
  ) as [number, number];
  return now === then ? [] : [{ type: 'case.data_set_aside', setAside: 0, restored: now - then }];
}
