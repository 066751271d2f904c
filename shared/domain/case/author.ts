import type { Channel } from '../vocabulary.ts';
import type { Instant } from './case.ts';

/** Who wrote an answer last. */
export interface Author {
  /** Person on record, or `PREFILLED_BY`. */
  readonly by: string;
  readonly channel: Channel;
  readonly at: Instant;
  /** Revision of the step that the value came with. */
  readonly revision: number;
}
/** Author of what was on record about the applicant before anybody wrote it. */
export const PREFILLED_BY = 'system:prefill';
