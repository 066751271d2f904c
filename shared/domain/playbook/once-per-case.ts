import type { Case, Instant } from '../case/case.ts';
import type { Playbook } from './playbook.ts';

type Derive<R> = (case_: Case, playbook: Playbook, at: Instant) => R;

/**
 * Remembers the last result for each case object. Cases are immutable, so a result is never out of date; a request that
 * shows a case asks for its facts and its checklist about ten times.
 */
export function oncePerCase<R>(derive: Derive<R>): Derive<R> {
  const known = new WeakMap<Case, { readonly playbook: Playbook; readonly at: Instant; readonly result: R }>();
  return (case_, playbook, at) => {
    const last = known.get(case_);
    if (last?.playbook === playbook && last.at === at) return last.result;
    const result = derive(case_, playbook, at);
    known.set(case_, { playbook, at, result });
    return result;
  };
}
