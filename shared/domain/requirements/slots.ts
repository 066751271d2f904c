import type { Case, Member } from '../case/case.ts';
import type { Condition } from '../playbook/condition.ts';
import { evaluate } from '../playbook/evaluate.ts';
import type { Facts } from '../playbook/facts.ts';
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
  return everySlot(case_, playbook)
    .filter(({ applies }) => applies)
    .map(({ slot }) => slot);
}

/** What is not asked any more, but was answered while it was. */
export function formerSlotsOf(case_: Case, playbook: Playbook): readonly Slot[] {
  const answered = new Set(case_.documents.map(({ requirementId }) => requirementId));
  return everySlot(case_, playbook)
    .filter(({ slot, applies }) => !applies && answered.has(slot.requirementId))
    .map(({ slot }) => slot);
}

interface PossibleSlot {
  readonly slot: Slot;
  readonly applies: boolean;
}

function everySlot(case_: Case, playbook: Playbook): readonly PossibleSlot[] {
  const facts = factsOf(case_, playbook);
  const asked = askedRoles(playbook, facts);
  return playbook.requirements.flatMap((definition): readonly PossibleSlot[] => {
    const { id, per, when } = definition;
    if (per === 'case') return [{ slot: { requirementId: id, definition }, applies: holds(when, facts) }];
    return case_.members.map((member) => ({
      slot: { requirementId: `${id}.${member.memberId}`, definition, member },
      applies: per.roles.includes(member.role) && asked.has(member.role) && holds(when, factsOfMember(facts, member)),
    }));
  });
}

/** Roles that some step of this case collects. People of others stay on the case and owe nothing for it. */
function askedRoles({ intake }: Playbook, facts: Facts): ReadonlySet<string> {
  return new Set(intake.filter(({ when }) => holds(when, facts)).flatMap(({ memberRoles = [] }) => memberRoles));
}

const holds = (when: Condition | undefined, facts: Facts): boolean => when === undefined || evaluate(when, facts);
