import type { Case } from '../../shared/domain/case/case.ts';
import { recordScan } from '../../shared/domain/case/record-scan.ts';
import { requireDocument } from '../../shared/domain/case/require-document.ts';
import { type SystemCommandDeps, systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import type { Log } from '../../shared/observe/log.ts';
import { documentOfKey } from '../../shared/store/objects/document-keys.ts';
import type { ObjectStore } from '../../shared/store/objects/object-store.ts';
import { judgeBytes } from './scan/judge-bytes.ts';

export interface ScanDeps extends SystemCommandDeps {
  readonly objects: Pick<ObjectStore, 'get' | 'tag'>;
  readonly log: Log;
}

/** One version of an object, as S3 announced it or as a list showed it. */
export interface ScannedObject {
  readonly key: string;
  readonly versionId: string;
}

/**
 * Judges one object version and records what it is. The bytes are read by version, so nothing that is put under the
 * same key later can take the place of what was judged; the verdict is remembered with the version, so a repeated
 * announcement changes nothing.
 *
 * @throws {DocumentUnknown} when the document is not on record yet: the announcement then comes again
 */
export async function scanObject(deps: ScanDeps, { key, versionId }: ScannedObject): Promise<void> {
  const { caseId, documentId } = documentOfKey(key);
  const document = requireDocument(await deps.cases.load(caseId), documentId);
  if (isJudged(document, versionId)) return;
  const found = await deps.objects.get(key, versionId);
  if (found === undefined) throw new Error(`a version of ${documentId} was announced, but is not there`);
  const { scan, reason } = judgeBytes(Buffer.from(found.bytes), document);
  await deps.objects.tag(key, versionId, 'scan', scan);
  const { outcome } = await systemCommand(deps, {
    caseId,
    consumer: 'documents-scan',
    causation: { eventId: `${documentId}@${versionId}`, correlationId: `scan:${documentId}` },
    caller: systemCaller('documents-scan'),
    decide: (case_, surroundings) =>
      recordScan(case_, { documentId, objectVersion: versionId, verdict: scan }, surroundings),
  });
  deps.log.info('scanned', { caseId, documentId, scan, outcome, ...(reason !== undefined && { reason }) });
}

function isJudged({ objectVersion, scan }: Case['documents'][number], versionId: string): boolean {
  return objectVersion === versionId && scan !== 'awaiting_upload' && scan !== 'scanning';
}
