import { CASE_EVENT, EVENT_SOURCE } from '../../shared/contract/events.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';

/** One entry of PutEvents. */
export interface BusEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time: Date;
}

/** The call of EventBridge that this takes; made from the client in the composition roots. */
export type PutEvents = (entries: BusEntry[]) => Promise<{
  readonly FailedEntryCount?: number | undefined;
  readonly Entries?: readonly { readonly ErrorCode?: string | undefined }[] | undefined;
}>;

/** PutEvents takes no more at a time. */
const ENTRIES_PER_CALL = 10;

/** What became of a list of events: how many, from the first, are on the bus, and why the next one is not. */
export interface Publication {
  readonly published: number;
  readonly refusal?: string;
}

/** Puts events on the bus in their order; stops behind the first call in which the bus refuses one. */
export async function publishInOrder(
  put: PutEvents,
  busName: string,
  events: readonly Envelope[],
): Promise<Publication> {
  for (let start = 0; start < events.length; start += ENTRIES_PER_CALL) {
    const chunk = events.slice(start, start + ENTRIES_PER_CALL);
    const reply = await put(chunk.map((event) => busEntry(event, busName)));
    const refused = firstRefused(reply, chunk.length);
    if (refused !== undefined) return { published: start + refused.index, refusal: refused.code };
  }
  return { published: events.length };
}

/** The reply lists the entries in the order of the call; one that says less than it must refuses everything. */
function firstRefused(reply: Awaited<ReturnType<PutEvents>>, sent: number) {
  if (reply.FailedEntryCount === 0) return undefined;
  const index =
    reply.Entries?.length === sent ? reply.Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined) : 0;
  return { index: Math.max(index, 0), code: reply.Entries?.[index]?.ErrorCode ?? 'no reason given' };
}

function busEntry(event: Envelope, busName: string): BusEntry {
  return {
    EventBusName: busName,
    Source: EVENT_SOURCE,
    DetailType: CASE_EVENT,
    Detail: JSON.stringify(event),
    Time: new Date(event.at),
  };
}
