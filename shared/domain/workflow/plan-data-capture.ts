import type { Case, CaseDocument, Instant } from '../case/case.ts';
import { isGuided } from '../case/playbook-runs.ts';
import { hasOpenTasks } from '../case/task-states.ts';
import type { Playbook } from '../playbook/playbook.ts';
import { verificationFindings } from '../requirements/verification-findings.ts';
import { type Instruction, instruct } from './instruction.ts';
import { awaitAgent, awaitCustomer } from './waits.ts';

/**
 * A verification is worth running when it would find something else than the last one did, and nothing that has come
 * in waits for the scan or for staff: then the customer gets one message for all of it. The first one does not wait
 * where something is owed, because the customer can look for it while staff read the rest. Without guidance the owner
 * runs it.
 */
export function planDataCapture(case_: Case, playbook: Playbook, at: Instant): Instruction {
  const findings = verificationFindings(case_, playbook, at);
  const awaitsStaff = case_.documents.some(isUndecided);
  const isOwed = findings.missing.length + findings.invalid.length > 0;
  const isFirst = case_.verification === undefined;
  const isNews = findings.digest !== case_.verification?.digest;
  if (isNews && (!awaitsStaff || (isFirst && isOwed)))
    return isGuided(case_) ? instruct('verify_checklist') : awaitAgent(case_, 'run_verification', at);
  if (isOwed) return awaitCustomer(case_, 'documents', 'document_expiry', at);
  if (awaitsStaff) return awaitAgent(case_, 'accept_document', at);
  return awaitAgent(case_, hasOpenTasks(case_, playbook) ? 'complete_task' : 'submit_for_review', at);
}

/** It has arrived, and nobody has decided on it or, where it answers no requirement yet, bound it. */
function isUndecided({ scan, status }: CaseDocument): boolean {
  return (scan === 'clean' || scan === 'scanning') && (status === 'submitted' || status === 'unclassified');
}
