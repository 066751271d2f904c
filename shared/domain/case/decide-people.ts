import { CaseIncomplete } from '../errors.ts';
import type { Fact } from '../events/fact.ts';
import { checkMembers } from '../playbook/check-members.ts';
import { factsOf } from '../playbook/facts-of.ts';
import { stepStates } from '../playbook/step-states.ts';
import type { Case, Member } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { lookAgain } from './look-again.ts';

/**
 * A change of the people on a case. In a draft the steps that ask for them are looked at again; a case that was handed
 * in has no steps to go back to, so it has to be as complete afterwards as the playbook wants it.
 *
 * @throws {CaseIncomplete} when somebody whom a submitted case needs would be missing
 */
export function decidePeople(case_: Case, members: readonly Member[], fact: Fact, s: Surroundings): Decision {
  const after = { ...case_, members };
  if (case_.submittedAt !== undefined) {
    requireComplete(after, s);
    return decide(case_, { members }, [fact], s.at);
  }
  const look = lookAgain(case_, after, s.playbook);
  return decide(case_, { members, answers: look.answers }, [fact, ...look.facts], s.at);
}

function requireComplete(case_: Case, { playbook }: Surroundings): void {
  const facts = factsOf(case_, playbook);
  const applying = new Set(stepStates(case_, playbook).flatMap(({ stepId, applies }) => (applies ? [stepId] : [])));
  const missing = playbook.intake
    .filter(({ id, kind }) => kind === 'members' && applying.has(id))
    .flatMap((step) => checkMembers(step, case_.members, playbook, facts));
  if (missing.length > 0) throw new CaseIncomplete(missing);
}
