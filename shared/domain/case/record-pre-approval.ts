import type { Fact } from '../events/fact.ts';
import type { Case } from './case.ts';
import { type Changes, decide, type NoInput, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

/** The workflow's record for a case that was taken over without one. */
export function recordPreApproval(case_: Case, _input: NoInput, s: Surroundings): Decision {
  if (case_.preApproval !== undefined) return unchanged(case_);
  statusAfter(case_, 'record_pre_approval');
  const { changes, fact } = preApprovalRecord(s);
  return decide(case_, changes, [fact], s.at);
}

/** The record that opens pre-approval: asked for, or expressly not required. Nothing is approved by default. */
export function preApprovalRecord({ at, caller, playbook }: Surroundings): { changes: Changes; fact: Fact } {
  const approval = playbook.preApproval === 'supervisor' ? 'requested' : 'not_required';
  return {
    changes: { preApproval: { approval, recordedAt: at, recordedBy: caller.personId } },
    fact: { type: 'case.approval_recorded', approval },
  };
}
