import type { Case, Instant } from '../domain/case/case.ts';
import type { Envelope } from '../domain/events/envelope.ts';

export type RunState = 'starting' | 'running' | 'parked';

/** The one workflow execution of a case: `RUN {n, state}` of HOUSE.md. Executions are named `<caseId>-<n>`. */
export interface Run {
  readonly caseId: string;
  /** 1, 2, 3 … */
  readonly n: number;
  readonly state: RunState;
  /** What a parked run waits for; a plan with another key wakes it. */
  readonly waitKey?: string;
  /** When a sweep looks whether the run is still alive (sparse index `DUE#<shard>`); absent while parked. */
  readonly checkAt?: Instant;
}

/** A task token of a waiting state. Never leaves the service, never changes the version of the case. */
export interface WaitToken {
  readonly caseId: string;
  readonly run: number;
  readonly waitKey: string;
  /** What is awaited: `agent`, `customer`, or the id of a check. */
  readonly item: string;
  /** Of a check. */
  readonly attempt?: number;
  readonly token: string;
}

/** A case as the workflow has to see it. */
export interface DrivenCase {
  readonly case: Case;
  readonly run: Run | undefined;
  readonly tokens: readonly WaitToken[];
}

/** Runs and tokens of a case; not part of the aggregate. All reads are strongly consistent. */
export interface RunStore {
  /** One GetItem. */
  run(caseId: string): Promise<Run | undefined>;
  /** The case with its run and all of the tokens: one Query. @throws {CaseNotFound} */
  load(caseId: string): Promise<DrivenCase>;
  /** Writes `after` if the stored run still has n and state of `before` (none, when undefined). False when it has not. */
  replace(before: Run | undefined, after: Run): Promise<boolean>;
  /**
   * Keeps a token under (run, waitKey, item); an older one of the same wait is replaced. Expires by TTL. With it, and in
   * one write, a run that is still `starting` becomes `confirmed`.
   */
  keep(token: WaitToken, confirmed?: Run): Promise<void>;
  /** Deletes tokens, each on the condition that it is still the stored one. */
  forget(tokens: readonly WaitToken[]): Promise<void>;
}

/** Something on the sparse index `DUE#<shard>`. */
export type DueItem =
  | {
      readonly kind: 'timer';
      readonly caseId: string;
      readonly timerId: string;
      readonly generation: number;
      readonly dueAt: Instant;
    }
  | { readonly kind: 'run_check'; readonly caseId: string; readonly dueAt: Instant }
  | { readonly kind: 'migration_check'; readonly migrationId: string; readonly dueAt: Instant };

/** The sparse indexes of work to do, read by the sweeps. */
export interface WorkStore {
  /** One page of what is due at or before `now`, oldest first. */
  due(
    shard: number,
    now: Instant,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly items: readonly DueItem[]; readonly cursor: string | undefined }>;
  /** One page of events recorded at or before `before` that still carry the outbox mark, oldest first. */
  unpublished(
    shard: number,
    before: Instant,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly events: readonly Envelope[]; readonly cursor: string | undefined }>;
  /** Removes the outbox marks of events that are on the bus; unmarked ones are left alone. Batched. */
  published(events: readonly Pick<Envelope, 'caseId' | 'caseVersion'>[]): Promise<void>;
}
