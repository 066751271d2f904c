import type { Caller } from '../domain/access/caller.ts';
import { isStaff } from '../domain/access/is-staff.ts';
import type { CaseDocument } from '../domain/case/case.ts';
import { customerReason } from '../domain/requirements/customer-reason.ts';

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
