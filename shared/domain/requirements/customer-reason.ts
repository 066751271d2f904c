import { RESUBMIT_REASONS, type RejectReason } from '../vocabulary.ts';
import type { CustomerReason } from './requirement.ts';

/** The reason as a customer may read it: of the reasons to refuse, only a neutral word is left. */
export function customerReason(reason: RejectReason): CustomerReason {
  return RESUBMIT_REASONS.find((told) => told === reason) ?? 'unacceptable';
}
