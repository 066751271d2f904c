import type { Fact } from '../events/fact.ts';
import type { ScanStatus } from '../vocabulary.ts';
import type { Case, CaseDocument } from './case.ts';
import { decide, replace, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireDocument } from './require-document.ts';

export interface ScanReport {
  readonly documentId: string;
  /** Version of the object that was scanned. */
  readonly objectVersion: string;
  readonly verdict: Exclude<ScanStatus, 'awaiting_upload' | 'scanning'>;
}

/**
 * Records what a scan found, by object version, in any status of the case. The first clean version binds: a later one
 * is recorded and never served. A new verdict on the bound version itself, such as a virus that is known only now,
 * counts.
 *
 * @throws {DocumentUnknown} when the document is not there yet; the report waits for it then
 */
export function recordScan(case_: Case, report: ScanReport, s: Surroundings): Decision {
  const { documentId, objectVersion, verdict } = report;
  const document = requireDocument(case_, documentId);
  const isSameVersion = document.objectVersion === objectVersion;
  if (isSameVersion && document.scan === verdict) return unchanged(case_);
  if (document.scan === 'clean' && !isSameVersion) {
    return decide(case_, {}, [{ type: 'document.uploaded', documentId, objectVersion, superseded: true }], s.at);
  }
  const scanned: CaseDocument = { ...document, objectVersion, scan: verdict };
  const isRevoked = document.scan === 'clean';
  const changes = {
    documents: replace(case_.documents, document, scanned),
    ...(isRevoked && { needsAttention: true }),
  };
  return decide(case_, changes, isSameVersion ? scanFacts(scanned).slice(1) : scanFacts(scanned), s.at);
}

/** That the bytes are there, and what the scan found. */
export function scanFacts({ documentId, objectVersion, scan }: CaseDocument): readonly [Fact, Fact] {
  return [
    { type: 'document.uploaded', documentId, ...(objectVersion !== undefined && { objectVersion }) },
    { type: 'document.scanned', documentId, verdict: scan },
  ];
}
