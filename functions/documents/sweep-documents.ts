import { addDays, addMs } from '../../shared/domain/calendar.ts';
import type { Instant } from '../../shared/domain/case/case.ts';
import { documentOfKey, prefixOfDay } from '../../shared/store/objects/document-keys.ts';
import type { ListedVersion, ObjectStore } from '../../shared/store/objects/object-store.ts';
import { type ScanDeps, scanObject } from './scan-object.ts';

export interface SweepDeps extends ScanDeps {
  readonly objects: Pick<ObjectStore, 'get' | 'tag' | 'versions'>;
}

/** Long enough for the announcement of an object to have been acted upon. */
const UNANNOUNCED_MS = 15 * 60_000;
const AWAITING: readonly string[] = ['awaiting_upload', 'scanning'];

/**
 * Scans object versions that no event announced. An upload form lives for minutes, so only the keys of today and
 * yesterday can have got a version since the last sweeps.
 *
 * @throws after all versions were tried, when one of them failed
 */
export async function sweepDocuments(deps: SweepDeps): Promise<void> {
  const now = deps.now();
  const failures: unknown[] = [];
  for (const day of [addDays(now, -1), now]) {
    for await (const version of overdueVersions(deps, day, now)) {
      await scanIfAwaited(deps, version).catch((error: unknown) => failures.push(error));
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} object versions could not be scanned`);
}

async function* overdueVersions({ objects }: SweepDeps, day: Instant, now: Instant): AsyncGenerator<ListedVersion> {
  let cursor: string | undefined;
  do {
    const page = await objects.versions(prefixOfDay(day), cursor);
    yield* page.objects.filter(({ modifiedAt }) => addMs(modifiedAt, UNANNOUNCED_MS) <= now);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function scanIfAwaited(deps: SweepDeps, { key, versionId }: ListedVersion): Promise<void> {
  const { caseId, documentId } = documentOfKey(key);
  const { documents } = await deps.cases.load(caseId);
  const document = documents.find((one) => one.documentId === documentId);
  if (document === undefined || !AWAITING.includes(document.scan)) return;
  deps.log.warn('an object version was never announced', { caseId, documentId });
  await scanObject(deps, { key, versionId });
}
