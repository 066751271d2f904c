import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Case, CaseDocument } from '../../shared/domain/case/case.ts';
import { requireDocument } from '../../shared/domain/case/require-document.ts';
import { customerReason } from '../../shared/domain/requirements/customer-reason.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Reply } from '../../shared/http/incoming.ts';

/** A document as the caller may see it: where its bytes are is nobody's business, why it was refused partly. */
export function presentDocument(document: CaseDocument, caller: Caller) {
  const { objectKey: _key, objectVersion: _version, sha256: _digest, decidedBy, rejectReason, ...shown } = document;
  const staff = isStaff(caller);
  return {
    ...shown,
    ...(staff && decidedBy !== undefined && { decidedBy }),
    ...(rejectReason !== undefined && { rejectReason: staff ? rejectReason : customerReason(rejectReason) }),
  };
}

/** @throws {DocumentUnknown} */
export const replyWithDocument = (case_: Case, documentId: string, caller: Caller): Reply => ({
  body: presentDocument(requireDocument(case_, documentId), caller),
  version: versionFor(case_, caller),
});

/** A list that is always whole. */
export const whole = (data: readonly unknown[]) => ({ data, nextCursor: null, hasMore: false });
