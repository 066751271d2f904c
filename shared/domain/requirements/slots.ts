import type { Case, Member } from '../case/case.ts';
import { evaluate } from '../playbook/evaluate.ts';
import { factsOf, factsOfMember } from '../playbook/facts-of.ts';
import type { DocumentRequirement, Playbook } from '../playbook/playbook.ts';

/** A requirement that applies to this case, for one member when it is asked per member. */
export interface Slot {
  readonly requirementId: string;
  readonly definition: DocumentRequirement;
  readonly member?: Member;
}

/** Everything that the playbook asks of this case as it stands, in the playbook's order. */
export function slotsOf(case_: Case, playbook: Playbook): readonly Slot[] {
  const facts = factsOf(case_, playbook);
  return playbook.requirements.flatMap((definition): readonly Slot[] => {
    const { per, when } = definition;
    if (per === 'case') {
      return when === undefined || evaluate(when, facts) ? [{ requirementId: definition.id, definition }] : [];
    }
    return case_.members
      .filter((member) => per.roles.includes(member.role))
      .filter((member) => when === undefined || evaluate(when, factsOfMember(facts, member)))
      .map((member) => ({ requirementId: `${definition.id}.${member.memberId}`, definition, member }));
  });
}
