import { randomUUID } from 'node:crypto';
import type { EngineContext } from '../parts.ts';

/** An event as EventBridge delivers it. */
export interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface NewEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  /** JSON text of an object. */
  readonly detailText: string;
  /** Epoch milliseconds; engine time when absent. */
  readonly at?: number;
}

/** An event with its JSON text; the detail's text is taken over as it came. */
export interface SealedEvent {
  readonly envelope: Envelope;
  readonly text: string;
}

/** Gives an event its id, place and time. `detail` is the parsed form of `event.detailText`. */
export function sealEvent(context: EngineContext, event: NewEvent, detail: unknown): SealedEvent {
  const head = {
    version: '0',
    id: randomUUID(),
    'detail-type': event.detailType,
    source: event.source,
    account: context.accountId,
    time: `${new Date(event.at ?? context.clock.now()).toISOString().slice(0, 19)}Z`,
    region: context.region,
    resources: event.resources,
  } as const;
  return { envelope: { ...head, detail }, text: `${JSON.stringify(head).slice(0, -1)},"detail":${event.detailText}}` };
}
