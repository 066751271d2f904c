import type { Member } from '../case/case.ts';
import type { DocumentRequirement, Playbook } from '../playbook/playbook.ts';
import type { Rename } from '../playbook/renames.ts';
import { partsOf } from '../requirements/definition-of.ts';

export interface RequirementPlace {
  readonly definition: DocumentRequirement;
  /** `<definitionId>` or `<definitionId>.<memberId>`. */
  readonly requirementId: string;
}

/** Finds what a requirement of before is in another playbook; nothing when it asks for no such thing. `kind` is that of a proof. */
export type FindRequirement = (requirementId: string, kind?: string) => RequirementPlace | undefined;

export interface RequirementSearch {
  readonly to: Playbook;
  readonly rename: Rename;
  /** Members by the roles of `to`. */
  readonly members: readonly Member[];
  /** Where given: a requirement without a namesake is the first that takes a kind of proof that it took. */
  readonly kindsOf?: (definitionId: string) => readonly string[];
}

export function requirementFinder({ to, rename, members, kindsOf }: RequirementSearch): FindRequirement {
  return (requirementId, kind) => {
    const { definitionId, memberId } = partsOf(requirementId);
    const role = members.find((member) => member.memberId === memberId)?.role;
    const suits = ({ per }: DocumentRequirement): boolean =>
      per === 'case' ? memberId === undefined : role !== undefined && per.roles.includes(role);
    const id = rename('requirement', definitionId);
    const kinds = kindsOf === undefined ? [] : kind === undefined ? kindsOf(definitionId) : [kind];
    const definition =
      to.requirements.find((one) => one.id === id && suits(one)) ??
      to.requirements.find((one) => one.oneOf.some((proof) => kinds.includes(proof)) && suits(one));
    if (definition === undefined) return undefined;
    return { definition, requirementId: memberId === undefined ? definition.id : `${definition.id}.${memberId}` };
  };
}
