import { FACTS, type Fact } from '../events/fact.ts';
import type { Case, Instant } from './case.ts';
import type { Decision } from './decision.ts';

/** Members to replace; an explicit `undefined` removes the member. */
export type Changes = { readonly [Member in keyof Case]?: Case[Member] | undefined };

/** Of a command that is told nothing but who asks and when. */
export type NoInput = Readonly<Record<never, never>>;

/**
 * Wraps up every command: one new version for all of its facts, whatever their number. Without facts nothing has
 * happened, and the case is the one that came in.
 */
export function decide(before: Case, changes: Changes, facts: readonly Fact[], at: Instant): Decision {
  if (facts.length === 0) return { case: before, facts };
  const isVisible = facts.some(({ type }) => FACTS[type].audience === 'customer');
  const next = {
    ...before,
    ...changes,
    version: before.version + 1,
    customerVersion: before.customerVersion + Number(isVisible),
    materialVersion: before.materialVersion + Number(facts.some(({ type }) => FACTS[type].material)),
    updatedAt: at,
    customerUpdatedAt: isVisible ? at : before.customerUpdatedAt,
  };
  return { case: withoutUndefined(next), facts };
}

/** The decision with facts that came about with it, all of them for customers to see; it stays one version. */
export function withCustomerFacts(before: Case, decision: Decision, more: readonly Fact[], at: Instant): Decision {
  const case_ = { ...decision.case, customerVersion: before.customerVersion + 1, customerUpdatedAt: at };
  return { case: case_, facts: [...decision.facts, ...more] };
}

/** A decision that changes nothing: the command had its effect before. */
export const unchanged = (case_: Case): Decision => ({ case: case_, facts: [] });

function withoutUndefined(next: Record<keyof Changes, unknown> | object): Case {
  const members = next as Record<string, unknown>;
  for (const key of Object.keys(members)) if (members[key] === undefined) delete members[key];
  return next as Case;
}

/** The list with the one element replaced; the others stay the same objects, so that the store writes one item. */
export function replace<Element>(list: readonly Element[], old: Element, by: Element): readonly Element[] {
  return list.map((element) => (element === old ? by : element));
}
