import type { Case, CaseDocument } from '../case/case.ts';
import type { InfoRequest, InfoRequestItem } from '../case/info-request.ts';
import type { RequirementDecision } from '../case/requirement-decision.ts';
import { partsOf } from '../requirements/definition-of.ts';
import { type Carried, carryEach, keepSame, type Move } from './carried.ts';
import type { FindRequirement } from './requirement-place.ts';

/** Documents stay with what they prove. One whose requirement is gone is unclassified; a refused one has no place to lose. */
export function carryDocuments({ documents }: Pick<Case, 'documents'>, find: FindRequirement): Carried<CaseDocument> {
  const carried = documents.map((document) => carryDocument(document, find));
  return {
    items: keepSame(
      documents,
      carried.map(({ document }) => document),
    ),
    left: carried.flatMap(({ left }) => left ?? []),
    moves: carried.flatMap(({ move }) => move ?? []),
  };
}

function carryDocument(document: CaseDocument, find: FindRequirement) {
  const { requirementId, documentId, kind } = document;
  if (requirementId === undefined) return { document };
  const place = find(requirementId, kind);
  if (place === undefined) {
    const { status, decidedBy, decidedAt } = document;
    const decided = { ...(decidedBy !== undefined && { decidedBy }), ...(decidedAt !== undefined && { decidedAt }) };
    const left = { what: 'binding', documentId, requirementId, status, ...decided } as const;
    return isRefused(document) ? { document } : { document: unclassified(document), left };
  }
  if (place.requirementId === requirementId) return { document };
  return { document: { ...document, requirementId: place.requirementId }, move: moveOf(requirementId, place) };
}

const isRefused = ({ status, scan }: CaseDocument): boolean =>
  status === 'rejected' || scan === 'infected' || scan === 'unsupported';

function unclassified({ requirementId: _, decidedBy: _by, decidedAt: _at, ...rest }: CaseDocument): CaseDocument {
  return { ...rest, status: 'unclassified' };
}

/** A waiver goes along where the other playbook lets the requirement be waived; one that has ended is history. */
export function carryWaivers(
  { requirementDecisions }: Pick<Case, 'requirementDecisions'>,
  find: FindRequirement,
): Carried<RequirementDecision> {
  return carryEach(
    requirementDecisions,
    (waiver) => {
      const place = find(waiver.requirementId);
      if (place === undefined && waiver.ended !== undefined) return { child: waiver };
      const isAllowed = waiver.decision === 'waived' ? place?.definition.waivable : place?.definition.deferrable;
      if (place === undefined || (isAllowed !== true && waiver.ended === undefined)) return undefined;
      if (place.requirementId === waiver.requirementId) return { child: waiver };
      const move = moveOf(waiver.requirementId, place);
      return { child: { ...waiver, requirementId: place.requirementId }, move };
    },
    (waiver) => ({ what: 'waiver', waiver }),
  );
}

/** Open questions go on asking: for the requirement as it is called now, or for a document of no requirement. */
export function carryInfoRequests(
  { infoRequests }: Pick<Case, 'infoRequests'>,
  find: FindRequirement,
): readonly InfoRequest[] {
  const carried = infoRequests.map((request) => {
    if (request.closedAt !== undefined) return request;
    const items = keepSame(
      request.items,
      request.items.map((item) => carryItem(item, find)),
    );
    return items === request.items ? request : { ...request, items };
  });
  return keepSame(infoRequests, carried);
}

function carryItem(item: InfoRequestItem, find: FindRequirement): InfoRequestItem {
  if (item.requirementId === undefined) return item;
  const { requirementId, ...rest } = item;
  const place = find(requirementId);
  if (place === undefined) return rest;
  return place.requirementId === requirementId ? item : { ...rest, requirementId: place.requirementId };
}

const moveOf = (from: string, { requirementId }: { readonly requirementId: string }): Move => ({
  what: 'requirement',
  from: partsOf(from).definitionId,
  to: partsOf(requirementId).definitionId,
});
