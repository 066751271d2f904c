import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { CheckReference } from './provider-reference.ts';

/** What a provider is asked to do. */
export interface CheckRequest extends CheckReference {
  readonly case: Case;
  readonly at: Instant;
}

/** Adapter of a provider of checks. It answers later, over the signed callback. */
export interface CheckProvider {
  /** Asks for the check. Idempotent: asking again for the same reference is the same request. */
  start(request: CheckRequest): Promise<void>;
}
