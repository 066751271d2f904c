import type { Fact } from '../../shared/domain/events/fact.ts';
import { isDocumentVisible, isRequirementVisible, viewerOf } from '../../shared/domain/requirements/viewer.ts';
import type { View } from './present-case.ts';

/** Details of facts that name one requirement or document, and lists of them. */
const NAMES = ['requirementId', 'documentId'];
const LISTS = ['requirementIds', 'missing', 'invalid', 'expiring', 'documentIds', 'unexpected'];

/** The fact without what this customer must not know of; nothing, when it is about nothing else. */
export function withoutHidden(fact: Fact, view: View): readonly Fact[] {
  const names = NAMES.flatMap((name) => fact[name] ?? []);
  if (!names.every((id) => isKnown(String(id), view))) return [];
  const lists = LISTS.flatMap((name): readonly [string, readonly string[]][] => {
    const list = fact[name];
    return Array.isArray(list) ? [[name, list]] : [];
  });
  const known = lists.map(([name, ids]) => [name, ids.filter((id) => isKnown(id, view))] as const);
  const [before, after] = [lists, known].map((all) => all.flatMap(([, ids]) => ids).length);
  return before !== after && after === 0 ? [] : [{ ...fact, ...Object.fromEntries(known) }];
}

/** Requirements and documents have ids of different forms. */
function isKnown(id: string, { case_, caller, playbook }: View): boolean {
  const viewer = viewerOf(caller, case_);
  const document = case_.documents.find(({ documentId }) => documentId === id);
  return document === undefined
    ? isRequirementVisible(id, case_, playbook, viewer)
    : isDocumentVisible(document, playbook, viewer);
}
