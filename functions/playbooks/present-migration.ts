import { CASE_STATES, type MigrationCase } from '../../shared/domain/migration/migration.ts';
import { QUESTIONS } from '../../shared/domain/migration/questions.ts';
import { VERDICTS } from '../../shared/domain/migration/verdict.ts';
import type { StoredMigration } from '../../shared/store/migration-ports.ts';

export function presentMigration({ migration, counts }: StoredMigration) {
  const { migrationId, playbookId, fromVersion, toVersion, dryRun, status, startedBy, startedAt, changedAt } =
    migration;
  const counted = (names: readonly (keyof typeof counts)[]) =>
    Object.fromEntries(names.map((name) => [name, counts[name] ?? 0]));
  return {
    migrationId,
    playbookId,
    from: fromVersion,
    to: toVersion,
    dryRun,
    status,
    startedBy,
    startedAt,
    changedAt,
    verdicts: counted(VERDICTS),
    cases: counted(CASE_STATES),
  };
}

/** Ids and codes: whoever migrates cases has no right to read them. */
export function presentMigrationCase({ caseId, number, verdict, state, moves, questions, refusal }: MigrationCase) {
  return {
    caseId,
    number,
    verdict,
    state,
    moves,
    questions: questions.map((one) => ({ ...one, settledBy: QUESTIONS[one.code].settledBy })),
    ...(refusal !== undefined && { refusal }),
  };
}
