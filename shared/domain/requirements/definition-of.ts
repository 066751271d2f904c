import type { DocumentRequirement, Playbook } from '../playbook/playbook.ts';

/** What an id of a requirement, `<definitionId>` or `<definitionId>.<memberId>`, is made of. */
export function partsOf(requirementId: string): { readonly definitionId: string; readonly memberId?: string } {
  const dot = requirementId.indexOf('.');
  if (dot < 0) return { definitionId: requirementId };
  return { definitionId: requirementId.slice(0, dot), memberId: requirementId.slice(dot + 1) };
}

/** The rule behind a requirement, whether it applies at the moment or not. */
export function definitionOf(requirementId: string | undefined, playbook: Playbook): DocumentRequirement | undefined {
  if (requirementId === undefined) return undefined;
  const { definitionId } = partsOf(requirementId);
  return playbook.requirements.find(({ id }) => id === definitionId);
}
