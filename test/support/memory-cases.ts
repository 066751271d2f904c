import type { Case } from '../../shared/domain/case/case.ts';
import { CaseNotFound } from '../../shared/domain/errors.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import { EventAlreadyHandled, IdempotencyKeyUsed, NumberTaken, StaleCase } from '../../shared/store/errors.ts';
import { sealEvent } from '../../shared/store/event-item.ts';
import type {
  CaseChange,
  CaseStore,
  Committed,
  Dedupe,
  Idempotency,
  IdempotencyRecord,
} from '../../shared/store/ports.ts';

/** Where a store can be made to fail: before the effect, or after it with the reply lost. */
export type Fault = 'before' | 'after';

/** A `CaseStore` in memory with the conditions of the real one. */
export class MemoryCases implements CaseStore {
  readonly events: Envelope[] = [];
  readonly changes: CaseChange[] = [];
  private readonly cases = new Map<string, Case>();
  private readonly keys = new Map<string, IdempotencyRecord>();
  private readonly handledEvents = new Set<string>();
  private faults: Fault[] = [];
  loads = 0;

  constructor(...cases: readonly Case[]) {
    for (const case_ of cases) this.cases.set(case_.caseId, case_);
  }

  /** The next commit fails so. */
  failNextCommit(fault: Fault): void {
    this.faults.push(fault);
  }

  /** As if somebody else had changed it. */
  overwrite(case_: Case): void {
    this.cases.set(case_.caseId, case_);
  }

  current(caseId: string): Case {
    const found = this.cases.get(caseId);
    if (found === undefined) throw new CaseNotFound();
    return found;
  }

  all(): readonly Case[] {
    return [...this.cases.values()];
  }

  async load(caseId: string): Promise<Case> {
    this.loads += 1;
    return this.current(caseId);
  }

  async loadByIdOrNumber(idOrNumber: string): Promise<Case> {
    return this.load(this.all().find(({ number }) => number === idOrNumber)?.caseId ?? idOrNumber);
  }

  async commit(change: CaseChange): Promise<Committed> {
    const fault = this.faults.shift();
    if (fault === 'before') throw new Error('the store is not there');
    this.requireConditions(change);
    const sealed = sealEvent(change, () => 'salt');
    const stored = { ...change.after, chainHead: sealed.hash };
    this.cases.set(stored.caseId, stored);
    this.events.push(sealed.envelope);
    this.changes.push(change);
    if (change.dedupe) this.handledEvents.add(dedupeKey(change.dedupe));
    if (change.idempotency) {
      const { bodyHash, status, createdId } = change.idempotency;
      const record = { bodyHash, status, caseId: stored.caseId, version: stored.version };
      this.keys.set(idempotencyKey(change.idempotency), { ...record, ...(createdId !== undefined && { createdId }) });
    }
    if (fault === 'after') throw new Error('the reply of the store is lost');
    return { case: stored, event: sealed.envelope };
  }

  private requireConditions({ before, after, idempotency, dedupe }: CaseChange): void {
    if (idempotency && this.keys.has(idempotencyKey(idempotency))) throw new IdempotencyKeyUsed();
    if (dedupe && this.handledEvents.has(dedupeKey(dedupe))) {
      throw new EventAlreadyHandled(dedupe.consumer, dedupe.eventId);
    }
    if (before === undefined && this.all().some(({ number }) => number === after.number)) throw new NumberTaken();
    if (before?.version !== this.cases.get(after.caseId)?.version) throw new StaleCase(after.caseId);
  }

  async recall(idempotency: Idempotency): Promise<IdempotencyRecord | undefined> {
    return this.keys.get(idempotencyKey(idempotency));
  }

  async remember(idempotency: Idempotency, record: IdempotencyRecord): Promise<void> {
    if (this.keys.has(idempotencyKey(idempotency))) throw new IdempotencyKeyUsed();
    this.keys.set(idempotencyKey(idempotency), record);
  }

  async handled(dedupe: Dedupe): Promise<void> {
    if (this.handledEvents.has(dedupeKey(dedupe))) throw new EventAlreadyHandled(dedupe.consumer, dedupe.eventId);
    this.handledEvents.add(dedupeKey(dedupe));
  }
}

const idempotencyKey = ({ principal, route, key }: Idempotency): string => `${principal} ${route} ${key}`;
const dedupeKey = ({ consumer, eventId }: Dedupe): string => `${consumer} ${eventId}`;
