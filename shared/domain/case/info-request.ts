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
  readonly closedAs?: 'answered' | 'received' | 'expired' | 'withdrawn';
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
}
