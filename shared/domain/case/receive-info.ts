import type { Channel } from '../vocabulary.ts';
import type { Case } from './case.ts';
import { decide } from './change.ts';
import { completeInfo } from './complete-info.ts';
import type { Decision, Surroundings } from './decision.ts';
import { requireOpenInfoRequest } from './open-info-request.ts';
import { statusAfter } from './transitions.ts';

export interface InfoReceipt {
  /** The open request, whichever it is, when absent. */
  readonly number?: number;
  /** How the information came in. */
  readonly channel: Channel;
}

/** The owner has what was asked for, by phone or otherwise; what was not answered is dropped. @throws {InfoRequestNotOpen} */
export function receiveInfo(case_: Case, { number, channel }: InfoReceipt, s: Surroundings): Decision {
  statusAfter(case_, 'info_received');
  const request = requireOpenInfoRequest(case_, number);
  const { changes, fact } = completeInfo(case_, request, { request, closedAs: 'received', channel }, s);
  return decide(case_, changes, [fact], s.at);
}
