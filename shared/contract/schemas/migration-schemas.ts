import * as z from 'zod/mini';
import { CASE_STATES, MIGRATION_STATUSES } from '../../domain/migration/migration.ts';
import { QUESTIONS, type QuestionCode } from '../../domain/migration/questions.ts';
import { VERDICTS } from '../../domain/migration/verdict.ts';
import { PARTS } from '../../domain/playbook/renames.ts';
import { instant, listOf, page } from './primitives.ts';

const versionNumber = z.int().check(z.positive(), z.maximum(9_999));
const place = z.string().check(z.minLength(2), z.maxLength(200));
const places = z.optional(z.array(place).check(z.maxLength(1_000)));
const count = z.int();

export const startMigrationBody = z.strictObject({
  from: versionNumber,
  to: versionNumber,
  /** Lists what would happen and changes no case until it is applied. */
  dryRun: z.optional(z.boolean()),
});

/** What becomes of the questions of a case, by their places; or that it keeps its version. */
export const decideMigrationBody = z.strictObject({
  drop: places,
  goWithout: places,
  keepVersion: z.optional(z.literal(true)),
});

export const migrationCasesQuery = z.strictObject({
  verdict: z.optional(z.enum(VERDICTS)),
  state: z.optional(z.enum(CASE_STATES)),
  ...page,
});

const counted = (names: readonly string[]) => z.object(Object.fromEntries(names.map((name) => [name, count])));

export const migrationView = z.object({
  migrationId: z.string(),
  playbookId: z.string(),
  from: count,
  to: count,
  dryRun: z.boolean(),
  status: z.enum(MIGRATION_STATUSES),
  startedBy: z.string(),
  startedAt: instant,
  changedAt: instant,
  /** Cases found, by what the last look at them came to. */
  verdicts: counted(VERDICTS),
  /** The same cases, by what has become of them. */
  cases: counted(CASE_STATES),
});

const questionCodes = Object.keys(QUESTIONS) as [QuestionCode, ...QuestionCode[]];

/** Ids and codes: whoever migrates cases has no right to read them. */
export const migrationCaseView = z.object({
  caseId: z.string(),
  number: z.string(),
  verdict: z.enum(VERDICTS),
  state: z.enum(CASE_STATES),
  moves: z.array(z.object({ what: z.enum(PARTS), from: z.string(), to: z.string() })),
  questions: z.array(
    z.object({
      place: z.string(),
      code: z.enum(questionCodes),
      message: z.string(),
      settledBy: z.enum(['drop', 'go_without', 'nothing']),
    }),
  ),
  /** Code of the refusal of a case that failed. */
  refusal: z.optional(z.string()),
});
export const migrationCaseList = listOf(migrationCaseView);
