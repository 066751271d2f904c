import type { Caller } from '../../shared/domain/access/caller.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { requireDocument } from '../../shared/domain/case/require-document.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Reply } from '../../shared/http/incoming.ts';
import { presentDocument } from '../../shared/http/present-document.ts';

/** @throws {DocumentUnknown} */
export const replyWithDocument = (case_: Case, documentId: string, caller: Caller): Reply => ({
  body: presentDocument(requireDocument(case_, documentId), caller),
  version: versionFor(case_, caller),
});
