import type { Case, CaseDocument, Instant } from '../case/case.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { verificationFindings } from '../requirements/verification-findings.ts';
import { type Instruction, instruct } from './instruction.ts';
import { awaitAgent, awaitCustomer } from './waits.ts';

/**
 * A verification is worth running when it would find something else than the last one did, and nothing that has come
 * in waits for the scan or for staff: then the customer gets one message for all of it. The first one does not wait
 * where something is owed, because the customer can look for it while staff read the rest.
 */
export function planDataCapture(case_: Case, playbook: Playbook, at: Instant): Instruction {
  const findings = verificationFindings(case_, playbook, at);
  const awaitsStaff = case_.documents.some(isUndecided);
  const isOwed = findings.missing.length + findings.invalid.length > 0;
  const isFirst = case_.verification === undefined;
  const isNews = findings.digest !== case_.verification?.digest;
  if (isNews && (!awaitsStaff || (isFirst && isOwed))) return instruct('verify_checklist');
  if (isOwed) return awaitCustomer(case_, 'documents', 'document_expiry', at);
  return awaitAgent(case_, awaitsStaff ? 'accept_document' : 'submit_for_review', at);
}

/** It has arrived, and nobody has decided on it or, where it answers no requirement yet, bound it. */
function isUndecided({ scan, status }: CaseDocument): boolean {
  return (scan === 'clean' || scan === 'scanning') && (status === 'submitted' || status === 'unclassified');
}
