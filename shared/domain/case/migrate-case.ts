import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';
import type { Fact } from '../events/fact.ts';
import { type CarriedOver, carryOver } from '../migration/carry-over.ts';
import { planOf } from '../migration/plan-migration.ts';
import { type MigrationDecisions, openQuestions } from '../migration/questions.ts';
import { isCheckedData } from '../migration/set-aside.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { isAt } from '../playbook/renames.ts';
import type { Case } from './case.ts';
import { decide, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { MigrationUndecided } from './migration-refusals.ts';
import { replacedOf } from './replaced.ts';
import { statusAfter } from './transitions.ts';
import { requireAnswersFit } from './write-answers.ts';

export interface Migrating {
  readonly migrationId: string;
  readonly to: Playbook;
  /** Who asked for it; the system does it. */
  readonly startedBy: string;
  readonly decisions?: MigrationDecisions;
}

/**
 * Takes a running case over to another version of its playbook, as planned for it now: everything that it holds is
 * called as it is there, and what a person gave up is set aside. Clocks, owners and what was decided stay.
 *
 * @throws {MigrationUndecided} when something needs a decision that has not been taken
 */
export function migrateCase(
  case_: Case,
  { migrationId, to, startedBy, decisions }: Migrating,
  s: Surroundings,
): Decision {
  statusAfter(case_, 'migrate');
  if (isAt(case_.playbook, to)) return unchanged(case_);
  const from = s.playbook;
  const carried = carryOver(case_, { from, to, at: s.at, bindByKind: false });
  const plan = planOf(case_, from, to, carried);
  const open = openQuestions(plan.questions, decisions);
  if (open.length > 0) throw new MigrationUndecided(open);
  requireAnswersFit(carried.case.answers);
  const fact: Fact = {
    type: 'case.playbook_migrated',
    migrationId,
    playbook: to.id,
    fromVersion: from.version,
    toVersion: to.version,
    startedBy,
    moved: plan.moves.length,
    replacedDigest: sha256Hex(canonicalJson(replacedOf(case_, carried.case))),
  };
  const facts = [fact, ...(plan.verdict === 'unchanged' ? [] : [PROCESS_CHANGED]), ...dataFacts(carried)];
  return withMigration(case_, decide(case_, carried.case, facts, s.at), migrationId);
}

export const PROCESS_CHANGED: Fact = { type: 'case.process_changed' };

/** Whether answers or people went or came back; what customers may know of it. */
export function dataFacts({ left, broughtBack }: Pick<CarriedOver, 'left' | 'broughtBack'>): readonly Fact[] {
  const back = broughtBack.map(({ leftover }) => leftover);
  if (![...left, ...back].some(isCheckedData)) return [];
  const [setAside, restored] = [left, back].map((list) => list.filter(isCheckedData).length) as [number, number];
  return [{ type: 'case.data_set_aside', setAside, restored }];
}

function withMigration(before: Case, { case: after, facts }: Decision, migrationId: string): Decision {
  const { version, updatedAt: at } = after;
  const migration = { migrationId, from: before.playbook, at, caseVersion: version, digest: stateDigest(after) };
  return { case: { ...after, migration }, facts };
}

/**
 * Digest of everything in a case that a step of somebody changes. Notes of staff and their having read the case are no
 * steps: they leave nothing in it but a version and a receipt.
 */
export function stateDigest(case_: Case): string {
  const { version: _, updatedAt: _at, chainHead: _head, migration: _migration, receipts: _receipts, ...state } = case_;
  return sha256Hex(canonicalJson(state));
}
