import type { Condition, FactName } from '../../domain/playbook/condition.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf, present } from './conditions-of.ts';

/**
 * What has to hold for a fact to be known: the step and the field that ask for an answer are part of the case, a check
 * is run, somebody has the share.
 */
export function factLimits(playbook: Playbook): ReadonlyMap<FactName, readonly Condition[]> {
  const limits = new Map<FactName, readonly Condition[]>();
  for (const { when, fields } of playbook.intake)
    for (const { id, visibleWhen } of fields ?? [])
      limits.set(`answers.${id}`, [...present(when), ...present(visibleWhen)]);
  for (const { id, when } of playbook.checks) limits.set(`checks.${id}.result`, present(when));
  for (const { id } of playbook.memberRoles)
    limits.set(`members.${id}.highestOwnershipPercent`, [{ fact: `members.${id}.count`, atLeast: 1 }]);
  return limits;
}

/** Facts of which the limits are looked at: those nearest to the question, because each brings more of them. */
const MAXIMUM_LIMITED = 24;

/** The conditions with those that hold besides, wherever their facts are known; `behind` gives the facts behind a fact. */
export function withLimits(
  conditions: readonly Condition[],
  limits: ReadonlyMap<FactName, readonly Condition[]>,
  behind: (fact: FactName) => Iterable<FactName>,
): readonly Condition[] {
  const all = [...conditions];
  const seen = new Set<FactName>();
  for (const condition of all) {
    for (const { fact: read } of comparisonsOf(condition)) {
      for (const fact of behind(read)) {
        if (seen.has(fact) || seen.size >= MAXIMUM_LIMITED) continue;
        seen.add(fact);
        for (const limit of limits.get(fact) ?? []) all.push({ any: [{ fact, exists: false }, limit] });
      }
    }
  }
  return all;
}
