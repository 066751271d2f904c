import type { AnswerValue } from '../../domain/case/case.ts';
import type { Condition, FactName } from '../../domain/playbook/condition.ts';
import { decisionFact, factsRead } from '../../domain/playbook/decisions.ts';
import { foresee } from '../../domain/playbook/evaluate.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { comparisonsOf } from './conditions-of.ts';
import { factLimits, withLimits } from './fact-limits.ts';
import { isTooWide, type Sample, samplesOf } from './fact-samples.ts';
import { type FactSource, type FactSources, factSources, factsBehind } from './fact-sources.ts';

/** Beyond so many values that were tried in vain, for one question or for all, nothing is refused. */
const MAXIMUM_TRIES = { question: 3000, playbook: 30_000 } as const;

/** Whether some case can meet all of the conditions at once. */
export type Possible = (conditions: readonly Condition[]) => boolean;

/** Tries values of the facts one after another, and gives up a branch as soon as one condition is certain not to hold. */
export function possibleIn(playbook: Playbook): Possible {
  const sources = factSources(playbook);
  const limits = factLimits(playbook);
  const known = new Map<string, boolean>();
  let triesLeft: number = MAXIMUM_TRIES.playbook;
  return (conditions) => {
    const question = JSON.stringify(conditions);
    const answered = known.get(question);
    if (answered !== undefined) return answered;
    const all = withLimits(conditions, limits, (fact) => factsBehind(fact, sources));
    const search = new Search(all, sources, playbook);
    const answer = search.isBlind || triesLeft <= 0 || search.succeeds();
    triesLeft -= search.tries;
    known.set(question, answer);
    return answer;
  };
}

interface Tried {
  readonly fact: FactName;
  readonly samples: readonly Sample[];
}

class Search {
  /**
   * Whether it cannot tell: a fact is read that does not exist, or by a decision before there is one (both have findings of
   * their own), or a fact has more values than can be tried.
   */
  readonly isBlind: boolean;
  readonly #conditions: readonly Condition[];
  readonly #tried: readonly Tried[];
  readonly #decisions: Playbook['decisions'];
  readonly #known = new Map<FactName, AnswerValue>();
  readonly #open: Set<FactName>;
  tries = 0;

  constructor(conditions: readonly Condition[], sources: FactSources, { decisions }: Playbook) {
    const read = conditions.flatMap(comparisonsOf).map(({ fact }) => fact);
    const facts = new Set(read.flatMap((fact) => [...factsBehind(fact, sources)]));
    this.#conditions = conditions;
    this.#decisions = decisions.filter(({ id }) => facts.has(decisionFact(id)));
    const rules = this.#decisions.flatMap(({ rules: all }) => all.map(({ when }) => when));
    const comparisons = [...conditions, ...rules].flatMap(comparisonsOf);
    const tried = [...facts].flatMap((fact) => triedOf(fact, sources.get(fact), comparisons));
    this.isBlind = readAhead(this.#decisions) || tried.includes('cannot be tried');
    this.#tried = tried.filter((one) => one !== 'cannot be tried');
    this.#open = new Set(facts);
  }

  succeeds(position = 0): boolean {
    this.tries += 1;
    if (this.tries > MAXIMUM_TRIES.question) return true;
    const verdict = this.#verdict();
    const next = this.#tried[position];
    if (verdict !== undefined || next === undefined) return verdict === true;
    this.#open.delete(next.fact);
    const found = next.samples.some((value) => {
      if (value === undefined) this.#known.delete(next.fact);
      else this.#known.set(next.fact, value);
      return this.succeeds(position + 1);
    });
    this.#known.delete(next.fact);
    this.#open.add(next.fact);
    return found;
  }

  #verdict(): boolean | undefined {
    for (const decision of this.#decisions) this.#take(decision);
    const verdicts = this.#conditions.map((condition) => this.#foresee(condition));
    if (verdicts.includes(false)) return false;
    return verdicts.includes(undefined) ? undefined : true;
  }

  /** A decision is open until a rule holds for certain that none before it can forestall, or all are certain not to. */
  #take({ id, rules, otherwise }: Playbook['decisions'][number]): void {
    const fact = decisionFact(id);
    const rule = rules.find(({ when }) => this.#foresee(when) !== false);
    const isOpen = rule !== undefined && this.#foresee(rule.when) === undefined;
    if (isOpen) this.#open.add(fact);
    else this.#open.delete(fact);
    this.#known.set(fact, rule?.value ?? otherwise);
  }

  #foresee(condition: Condition): boolean | undefined {
    return foresee(condition, this.#known, (fact) => this.#open.has(fact));
  }
}

function triedOf(
  fact: FactName,
  source: FactSource | undefined,
  comparisons: ReturnType<typeof comparisonsOf>,
): readonly (Tried | 'cannot be tried')[] {
  const named = comparisons.filter((one) => one.fact === fact);
  if (source === undefined || isTooWide(source, named)) return ['cannot be tried'];
  return source.kind === 'decision' ? [] : [{ fact, samples: samplesOf(source, named) }];
}

function readAhead(decisions: Playbook['decisions']): boolean {
  return decisions.some(({ rules }, position) => {
    const ahead = new Set(decisions.slice(position).map(({ id }) => decisionFact(id)));
    return rules.some(({ when }) => factsRead(when).some((fact) => ahead.has(fact)));
  });
}
