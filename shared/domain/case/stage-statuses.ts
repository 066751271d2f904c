import type { Stage, Status } from '../vocabulary.ts';

interface StageStatuses {
  /** Without these a case cannot enter the stage, work in it, or leave it again. */
  readonly needed: readonly Status[];
  /** What it may have besides: while it waits for the customer, or after it was reopened. */
  readonly possible: readonly Status[];
}

/** Which status occurs in which stage, by the table of transitions; `cancelled` can in every one. */
export const STAGE_STATUSES: Readonly<Record<Stage, StageStatuses>> = {
  initiate: { needed: ['draft', 'new'], possible: ['open', 'awaiting_info'] },
  pre_approval: { needed: ['open'], possible: ['awaiting_info'] },
  data_capture: { needed: ['open'], possible: ['awaiting_info'] },
  due_diligence: { needed: ['under_review'], possible: ['awaiting_info'] },
  resolve: { needed: ['review_complete', 'resolved', 'open'], possible: ['awaiting_info'] },
  close: { needed: ['closed'], possible: [] },
};
