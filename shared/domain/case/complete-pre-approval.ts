import { CaseIncomplete, type InputError } from '../errors.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { ApprovalPending } from './refusals.ts';
import { requireTasksDone } from './require-task.ts';
import { enterStage, stageCompleted } from './stages.ts';
import { statusAfter } from './transitions.ts';

export interface PreApprovalCompletion {
  /** The owner has compared the customer information with what is on record. */
  readonly customerConfirmed: boolean;
  /** Record of the customer that was found, or made. */
  readonly customerRecord?: { readonly kind: 'matched' | 'created'; readonly partyId: string };
}

/**
 * Ends pre-approval, by three records: approval, confirmed information, customer record.
 *
 * @throws {ApprovalPending} unless it was approved, or is expressly not required
 * @throws {CaseIncomplete} without confirmation or customer record, or with a task that is open
 */
export function completePreApproval(case_: Case, input: PreApprovalCompletion, s: Surroundings): Decision {
  const status = statusAfter(case_, 'complete_pre_approval');
  const approval = case_.preApproval?.approval;
  if (approval !== 'approved' && approval !== 'not_required') throw new ApprovalPending(approval ?? 'not recorded');
  const { customerRecord } = input;
  const missing = missingRecords(input);
  if (missing.length > 0 || customerRecord === undefined) throw new CaseIncomplete(missing);
  requireTasksDone(case_, s.playbook);
  const { at, caller } = s;
  const by = caller.personId;
  const preApproval = {
    ...case_.preApproval!,
    customerConfirmed: { by, at, materialVersion: case_.materialVersion },
    customerRecord: { ...customerRecord, by, at },
    completedAt: at,
  };
  const changes = { status, preApproval, ...enterStage(case_, s.playbook, 'data_capture', at) };
  return decide(case_, changes, [stageCompleted('pre_approval')], at);
}

function missingRecords({ customerConfirmed, customerRecord }: PreApprovalCompletion): readonly InputError[] {
  const missing: InputError[] = [];
  if (!customerConfirmed) {
    missing.push({
      pointer: '/customerConfirmed',
      code: 'approval.customer-not-confirmed',
      message: 'Confirm the customer information.',
    });
  }
  if (customerRecord === undefined) {
    missing.push({
      pointer: '/customerRecord',
      code: 'approval.no-customer-record',
      message: 'Match the customer record, or create one.',
    });
  }
  return missing;
}
