import { canonicalJson } from '../canonical-json.ts';
import type { Case, CaseDocument, Instant } from '../case/case.ts';
import { sha256Hex } from '../digest.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { documentStatus, newestFirst } from './document-status.ts';
import type { Requirement } from './requirement.ts';
import { requirementsOf } from './requirements-of.ts';

export interface Findings {
  /** Ids of mandatory requirements for which nothing usable has come. */
  readonly missing: readonly string[];
  /** Ids of mandatory requirements whose document was refused, stopped by the scan, or has expired. */
  readonly invalid: readonly string[];
  /** Ids of documents that belong to no requirement of this case. */
  readonly unexpected: readonly string[];
  /** SHA-256, hex, of the canonical JSON of the sets. Another refused document of the same requirement changes it. */
  readonly digest: string;
}

/** What a verification of the checklist finds at `at`. The lists are sorted, so that equal findings are equal text. */
export function verificationFindings(case_: Case, playbook: Playbook, at: Instant): Findings {
  const requirements = requirementsOf(case_, playbook, at);
  const mandatory = requirements.filter((requirement) => requirement.mandatory);
  const refused = mandatory.filter(({ status }) => status === 'rejected' || status === 'expired');
  const missing = idsOf(mandatory.filter(({ status }) => status === 'open'));
  const known = new Set(requirements.map(({ requirementId }) => requirementId));
  const unexpected = case_.documents
    .filter((document) => isStray(document, known))
    .map(({ documentId }) => documentId)
    .toSorted();
  const causes = refused.map((requirement) => causeOf(requirement, case_, at)).toSorted();
  const digest = sha256Hex(canonicalJson({ missing, invalid: causes, unexpected }));
  return { missing, invalid: idsOf(refused), unexpected, digest };
}

function idsOf(requirements: readonly Requirement[]): readonly string[] {
  return requirements.map(({ requirementId }) => requirementId).toSorted();
}

function causeOf({ requirementId, status }: Requirement, case_: Case, at: Instant): string {
  const documents = newestFirst(case_.documents.filter((document) => document.requirementId === requirementId));
  return `${requirementId} ${status} ${documentStatus(documents, at.slice(0, 10)).documentId}`;
}

/** What the scan stopped or staff refused needs no place. */
function isStray(document: CaseDocument, known: ReadonlySet<string>): boolean {
  if (document.scan !== 'clean' || document.status === 'rejected') return false;
  return document.requirementId === undefined || !known.has(document.requirementId);
}
