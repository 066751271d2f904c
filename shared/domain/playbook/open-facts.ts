import type { Case } from '../case/case.ts';
import type { Condition, FactName } from './condition.ts';
import { decisionFact } from './decisions.ts';
import { foresee } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { Decision, IntakeStep, Playbook } from './playbook.ts';

/**
 * Facts that the unfinished part of the intake can still change, learnt step by step in the order of the run. After
 * submission nothing is open but the results of checks and the risk that they come to.
 */
export class OpenFacts {
  readonly #open = new Set<FactName>();
  readonly #facts: Facts;
  readonly #decisions: ReadonlyMap<FactName, Decision>;
  readonly #frozen: boolean;

  constructor(case_: Case, playbook: Playbook, facts: Facts) {
    this.#facts = facts;
    this.#decisions = new Map(playbook.decisions.map((decision) => [decisionFact(decision.id), decision]));
    this.#frozen = case_.submittedAt !== undefined;
    const awaited = [...playbook.checks.map((check) => `checks.${check.id}.result`), 'risk.band'];
    for (const fact of awaited) if (!facts.has(fact)) this.#open.add(fact);
  }

  /** Whether something with this condition is part of the case; `undefined` while that is not decided. */
  foresee(when: Condition | undefined): boolean | undefined {
    return when === undefined ? true : foresee(when, this.#facts, (fact) => this.#isOpen(fact));
  }

  /** Call for every step that is neither complete nor ruled out. An answer that may yet be hidden is open although it is given. */
  leaveOpen(step: IntakeStep): void {
    if (this.#frozen) return;
    for (const role of step.memberRoles ?? []) {
      this.#open.add(`members.${role}.count`);
      this.#open.add(`members.${role}.highestOwnershipPercent`);
    }
    for (const { id, visibleWhen } of step.fields ?? []) {
      const isShown = this.foresee(visibleWhen);
      const mayVanish = isShown === undefined || this.foresee(step.when) === undefined;
      if (isShown !== false && (mayVanish || !this.#facts.has(`answers.${id}`))) this.#open.add(`answers.${id}`);
    }
  }

  /** A decision is open while what is still open can bring it to another value than the one it has. */
  #isOpen(fact: FactName): boolean {
    const decision = this.#decisions.get(fact);
    return decision === undefined ? this.#open.has(fact) : new Set(this.#possibleValues(decision)).size > 1;
  }

  #possibleValues({ rules, otherwise }: Decision): readonly string[] {
    const values: string[] = [];
    for (const { when, value } of rules) {
      const verdict = this.foresee(when);
      if (verdict !== false) values.push(value);
      if (verdict === true) return values;
    }
    return [...values, otherwise];
  }
}
