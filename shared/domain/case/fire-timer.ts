import type { Case, Timer, TimerKind } from './case.ts';
import { unchanged } from './change.ts';
import type { Decision, Surroundings } from './decision.ts';
import { expireDocuments, remindOfDocuments } from './fire-document-timer.ts';
import { expireDraft, remindOfDraft } from './fire-draft-timer.ts';
import { expireInfo, remindOfInfo } from './fire-info-timer.ts';
import { expireOffer } from './fire-offer-timer.ts';
import { lapseProposal, remindOfProposal } from './fire-proposal-timer.ts';
import { passChecklistDate } from './pass-checklist-date.ts';

export interface TimerFiring {
  readonly timerId: string;
  readonly generation: number;
}

type Effect = (case_: Case, timer: Timer, s: Surroundings) => Decision;

const EFFECTS: Readonly<Record<TimerKind, Effect>> = {
  draft_reminder: remindOfDraft,
  draft_expiry: expireDraft,
  offer_expiry: expireOffer,
  info_reminder: remindOfInfo,
  info_expiry: expireInfo,
  document_reminder: remindOfDocuments,
  document_expiry: expireDocuments,
  checklist_date: passChecklistDate,
  proposal_reminder: remindOfProposal,
  proposal_lapse: lapseProposal,
};

/** What a timer brings about, once: nothing when it is gone, was set anew since, or is not due yet. */
export function fireTimer(case_: Case, { timerId, generation }: TimerFiring, s: Surroundings): Decision {
  const timer = case_.timers.find((one) => one.timerId === timerId);
  if (timer === undefined || timer.generation !== generation || timer.dueAt > s.at) return unchanged(case_);
  return EFFECTS[timer.kind](case_, timer, s);
}
