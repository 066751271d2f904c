import type { Case } from '../../shared/domain/case/case.ts';
import type { AttachedFile } from './attachments.ts';
import type { PlaceDeps } from './deps.ts';

/** Stores the files whose documents still wait for their bytes. What is there already stays as it is. */
export async function storeFiles(
  { documents: objects }: Pick<PlaceDeps, 'documents'>,
  { documents }: Case,
  files: readonly AttachedFile[],
): Promise<void> {
  for (const { documentId, bytes, mediaType } of files) {
    const document = documents.find((one) => one.documentId === documentId);
    if (document?.scan === 'awaiting_upload') await objects.putNew(document.objectKey, bytes, mediaType);
  }
}
