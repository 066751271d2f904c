import type { Case } from '../../shared/domain/case/case.ts';
import { runVerification } from '../../shared/domain/case/run-verification.ts';
import { caseCommand } from '../../shared/http/case-command.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import type { DocumentsDeps } from './deps.ts';

/** Runs the verification of the checklist now, instead of when the workflow comes to it. */
export function verifyDocuments(
  deps: DocumentsDeps,
  incoming: Incoming<'POST /v1/cases/{caseId}/document-verifications'>,
): Promise<Reply> {
  return caseCommand(deps, incoming, {
    action: 'run_verification',
    caseId: incoming.params.caseId,
    decide: (case_, surroundings) => runVerification(case_, {}, surroundings),
    render: (case_, caller) => ({ body: presentVerification(case_), version: versionFor(case_, caller) }),
  });
}

function presentVerification({ verification }: Case) {
  if (verification === undefined) throw new Error('a verification left no record');
  const { number, at, missing, invalid, unexpected, expiring = [] } = verification;
  return { number, at, missing, invalid, unexpected, expiring };
}
