import { requireVisibleDocument } from '../../shared/domain/case/require-document.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Reply } from '../../shared/http/incoming.ts';
import { type DocumentLook, presentDocument } from '../../shared/http/present-document.ts';

/** @throws {DocumentUnknown} */
export const replyWithDocument = (look: DocumentLook, documentId: string): Reply => ({
  body: presentDocument(requireVisibleDocument(look.case_, documentId, look), look),
  version: versionFor(look.case_, look.caller),
});
