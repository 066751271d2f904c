import type { Case, PreApproval } from './case.ts';
import { decide, type NoInput, unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { statusAfter } from './transitions.ts';

/** The workflow's record that opens pre-approval: asked for, or expressly not required. Nothing is approved by default. */
export function recordPreApproval(case_: Case, _input: NoInput, { at, caller, playbook }: Surroundings): Decision {
  if (case_.preApproval !== undefined) return unchanged(case_);
  statusAfter(case_, 'record_pre_approval');
  const approval = playbook.preApproval === 'supervisor' ? 'requested' : 'not_required';
  const preApproval: PreApproval = { approval, recordedAt: at, recordedBy: caller.personId };
  return decide(case_, { preApproval }, [{ type: 'case.approval_recorded', approval }], at);
}
