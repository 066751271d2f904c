import { dateOf } from '../calendar.ts';
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
  /** Ids of mandatory requirements whose accepted document is near its last valid day. */
  readonly expiring: readonly string[];
  /**
   * SHA-256, hex, of the canonical JSON of the sets. Another refused document of the same requirement changes it, and so
   * does one copy more of several.
   */
  readonly digest: string;
}

/** What a verification of the checklist finds at `at`. The lists are sorted, so that equal findings are equal text. */
export function verificationFindings(case_: Case, playbook: Playbook, at: Instant): Findings {
  const requirements = requirementsOf(case_, playbook, at).filter(({ status }) => status !== 'not_applicable');
  const mandatory = requirements.filter((requirement) => requirement.mandatory);
  const refused = mandatory.filter(({ status }) => status === 'rejected' || status === 'expired');
  const open = mandatory.filter(({ status }) => status === 'open');
  const ending = mandatory.filter(({ expiring }) => expiring === true);
  const known = new Set(requirements.map(({ requirementId }) => requirementId));
  const unexpected = case_.documents
    .filter((document) => isStray(document, known))
    .map(({ documentId }) => documentId)
    .toSorted();
  const [missing, invalid, expiring] = [idsOf(open), idsOf(refused), idsOf(ending)];
  const causes = refused.map((requirement) => causeOf(requirement, case_, at)).toSorted();
  const digest = digestOf(
    { missing, invalid: causes, unexpected },
    { partly: partly(open), expiring: untilWhen(ending) },
  );
  return { missing, invalid, unexpected, expiring, digest };
}

/** Sets that came later count only when there is something in them: what was found before keeps its digest. */
function digestOf(sets: object, more: Readonly<Record<string, readonly string[]>>): string {
  const filled = Object.entries(more).filter(([, set]) => set.length > 0);
  return sha256Hex(canonicalJson({ ...sets, ...Object.fromEntries(filled) }));
}

/** Some of several copies are there. */
const partly = (open: readonly Requirement[]): readonly string[] =>
  open
    .filter(({ copies }) => copies.accepted > 0)
    .map(({ requirementId, copies }) => `${requirementId} ${copies.accepted}`)
    .toSorted();

const untilWhen = (expiring: readonly Requirement[]): readonly string[] =>
  expiring.map(({ requirementId, expiresDate }) => `${requirementId} ${expiresDate}`).toSorted();

function idsOf(requirements: readonly Requirement[]): readonly string[] {
  return requirements.map(({ requirementId }) => requirementId).toSorted();
}

function causeOf({ requirementId, status, copies }: Requirement, case_: Case, at: Instant): string {
  const documents = newestFirst(case_.documents.filter((document) => document.requirementId === requirementId));
  return `${requirementId} ${status} ${documentStatus(documents, dateOf(at), copies.needed).documentId}`;
}

/** What the scan stopped or staff refused needs no place. */
function isStray(document: CaseDocument, known: ReadonlySet<string>): boolean {
  if (document.scan !== 'clean' || document.status === 'rejected') return false;
  return document.requirementId === undefined || !known.has(document.requirementId);
}
