import type { Case } from '../../shared/domain/case/case.ts';
import { unchanged } from '../../shared/domain/case/change.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { migrateCase } from '../../shared/domain/case/migrate-case.ts';
import { MigrationUndecided } from '../../shared/domain/case/migration-refusals.ts';
import { replacedOf } from '../../shared/domain/case/replaced.ts';
import { DomainError } from '../../shared/domain/errors.ts';
import type { Migration, MigrationCase } from '../../shared/domain/migration/migration.ts';
import { type MigrationPlan, planMigration } from '../../shared/domain/migration/plan-migration.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { isAt } from '../../shared/domain/playbook/renames.ts';
import { TERMINAL_STATUSES } from '../../shared/domain/vocabulary.ts';
import { systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import type { CaseMigrationDeps } from './migration-deps.ts';

export const CONSUMER = 'playbooks-migrate';

export const fromOf = ({ playbookId, fromVersion }: Migration) => ({ id: playbookId, version: fromVersion });
export const toOf = ({ playbookId, toVersion }: Migration) => ({ id: playbookId, version: toVersion });

/** Whether the migration is about the case as it now is. */
export function concerns(migration: Migration, { status, playbook }: Case): boolean {
  return isAt(playbook, fromOf(migration)) && !TERMINAL_STATUSES.some((one) => one === status);
}

/**
 * Takes one case over as it now is; it is judged again, because it may have changed since. That it happened is
 * remembered in its own transaction, so that doing it again does nothing.
 *
 * @returns the case in its new state, not yet written
 */
export async function migrateOneCase(
  deps: CaseMigrationDeps,
  migration: Migration,
  one: MigrationCase,
): Promise<MigrationCase> {
  const to = await deps.playbookOf(toOf(migration));
  let plan: MigrationPlan | undefined;
  try {
    const { outcome } = await systemCommand(deps, {
      caseId: one.caseId,
      consumer: CONSUMER,
      causation: { eventId: `${migration.migrationId}.${one.caseId}`, correlationId: migration.migrationId },
      caller: systemCaller(CONSUMER),
      decide: (case_, s) => {
        if (!concerns(migration, case_)) return unchanged(case_);
        plan = planMigration(case_, s.playbook, to);
        return migrated(case_, migration, one, to, s);
      },
      snapshot: replacedOf,
    });
    if (outcome === 'unchanged') return { ...one, state: 'skipped' };
    return { ...one, ...judgement(one, plan), state: 'applied' };
  } catch (error) {
    return refused(one, plan, error);
  }
}

function migrated(case_: Case, migration: Migration, one: MigrationCase, to: Playbook, s: Surroundings): Decision {
  const { migrationId, startedBy } = migration;
  const { decisions } = one;
  return migrateCase(case_, { migrationId, to, startedBy, ...(decisions && { decisions }) }, s);
}

/** What the last look at the case came to. */
function judgement(one: MigrationCase, plan: MigrationPlan | undefined) {
  const { verdict, moves, questions } = plan ?? one;
  return { verdict, moves, questions };
}

/** What the rules refuse is settled; what went wrong otherwise is tried again. */
function refused(one: MigrationCase, plan: MigrationPlan | undefined, error: unknown): MigrationCase {
  if (error instanceof MigrationUndecided) return { ...one, ...judgement(one, plan), state: 'undecided' };
  if (error instanceof DomainError) return { ...one, state: 'failed', refusal: error.code };
  throw error;
}
