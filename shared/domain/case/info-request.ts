import type { Status } from '../vocabulary.ts';
import type { Instant } from './case.ts';

export interface InfoRequest {
  /** 1, 2, 3 … within the case. */
  readonly number: number;
  readonly items: readonly InfoRequestItem[];
  readonly message: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly dueAt: Instant;
  readonly priorStatus: Status;
  readonly remindersSent: number;
  readonly closedAt?: Instant;
  readonly closedAs?: 'answered' | 'received' | 'dropped' | 'expired' | 'withdrawn';
}

export interface InfoRequestItem {
  readonly itemId: string;
  readonly label: string;
  readonly kind: 'text' | 'document';
  readonly requirementId?: string;
  readonly answer?: string;
  readonly documentIds?: readonly string[];
  readonly answeredAt?: Instant;
  readonly answeredBy?: string;
  /** We do not ask for it any more; the reason is for staff. */
  readonly dropped?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

/** Neither answered nor dropped. */
export const isOpenItem = ({ answeredAt, dropped }: InfoRequestItem): boolean =>
  answeredAt === undefined && dropped === undefined;
