import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import { completeInfo } from './complete-info.ts';
import type { Decision, Surroundings } from './decision.ts';
import { InfoItemUnknown } from './exception-refusals.ts';
import { isOpenItem } from './info-request.ts';
import { requireText } from './input-text.ts';
import { requireOpenInfoRequest } from './open-info-request.ts';
import { InfoRequestNotOpen } from './refusals.ts';
import { statusAfter } from './transitions.ts';

export interface ItemToDrop {
  readonly number: number;
  readonly itemId: string;
  /** For staff. */
  readonly reason: string;
}

/**
 * Gives up on one thing that was asked for. When nothing is left to answer, the case goes back to the status before.
 *
 * @throws {InfoItemUnknown}
 * @throws {InfoRequestNotOpen} also when that was answered or dropped before
 * @throws {InputInvalid} without a reason
 */
export function dropInfoItem(case_: Case, { number, itemId, reason }: ItemToDrop, s: Surroundings): Decision {
  statusAfter(case_, 'drop_info_item');
  const request = requireOpenInfoRequest(case_, number);
  const item = request.items.find((one) => one.itemId === itemId);
  if (item === undefined) throw new InfoItemUnknown(itemId);
  if (!isOpenItem(item)) throw new InfoRequestNotOpen(number);
  const dropped = { at: s.at, by: s.caller.personId, reason: requireText(reason, '/reason') };
  const next = { ...request, items: replace(request.items, item, { ...item, dropped }) };
  const fact = { type: 'case.info_item_dropped', number, itemId } as const;
  if (next.items.some(isOpenItem)) {
    return decide(case_, { infoRequests: replace(case_.infoRequests, request, next) }, [fact], s.at);
  }
  const closedAs = next.items.some(({ answeredAt }) => answeredAt !== undefined) ? 'answered' : 'dropped';
  const done = completeInfo(case_, request, { request: next, closedAs, channel: s.caller.channel }, s);
  return decide(case_, done.changes, [fact, done.fact], s.at);
}
