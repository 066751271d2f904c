import { type InputError, InputInvalid } from '../errors.ts';
import { isItemVisible } from '../requirements/count-owed.ts';
import { viewerOf } from '../requirements/viewer.ts';
import type { Case } from './case.ts';
import { decide, replace } from './change.ts';
import { completeInfo } from './complete-info.ts';
import type { Decision, Surroundings } from './decision.ts';
import { type InfoRequest, type InfoRequestItem, isOpenItem } from './info-request.ts';
import { refuseProblems, textProblem } from './input-text.ts';
import { requireOpenInfoRequest } from './open-info-request.ts';
import { statusAfter } from './transitions.ts';

export interface InfoAnswer {
  readonly itemId: string;
  /** Of an item that asks for text. */
  readonly answer?: string;
  /** Of an item that asks for a document: documents of this case. */
  readonly documentIds?: readonly string[];
}

export interface InfoAnswers {
  readonly number: number;
  readonly answers: readonly InfoAnswer[];
}

/**
 * Answers some or all items of the open request; the last answer takes the case back to the status before.
 *
 * @throws {InfoRequestNotOpen}
 * @throws {InputInvalid} for an unknown item, an empty answer, or a document that is not of this case or was stopped
 */
export function answerInfo(case_: Case, { number, answers }: InfoAnswers, s: Surroundings): Decision {
  statusAfter(case_, 'answer_info');
  const request = requireOpenInfoRequest(case_, number);
  refuseProblems(answers.flatMap((answer, index) => problem(case_, request, answer, s, `/answers/${index}`)));
  if (answers.length === 0) throw new InputInvalid([nothingAnswered]);
  const items = request.items.map((item) => answered(item, answers, s));
  const itemIds = answers.map(({ itemId }) => itemId);
  const fact = { type: 'case.info_answered', number, itemIds, channel: s.caller.channel } as const;
  const next = { ...request, items };
  if (items.some(isOpenItem)) {
    return decide(case_, { infoRequests: replace(case_.infoRequests, request, next) }, [fact], s.at);
  }
  const completion = { request: next, closedAs: 'answered', channel: s.caller.channel } as const;
  const done = completeInfo(case_, request, completion, s);
  return decide(case_, done.changes, [fact, done.fact], s.at);
}

function answered(
  item: InfoRequestItem,
  answers: readonly InfoAnswer[],
  { at, caller }: Surroundings,
): InfoRequestItem {
  const given = answers.find(({ itemId }) => itemId === item.itemId);
  if (given === undefined) return item;
  const content = item.kind === 'text' ? { answer: given.answer ?? '' } : { documentIds: given.documentIds ?? [] };
  return { ...item, ...content, answeredAt: at, answeredBy: caller.personId };
}

function problem(
  case_: Case,
  request: InfoRequest,
  given: InfoAnswer,
  s: Surroundings,
  at: string,
): readonly (InputError | undefined)[] {
  const item = request.items.find(({ itemId }) => itemId === given.itemId);
  if (item === undefined || !isAsked(item, case_, s)) {
    return [{ pointer: `${at}/itemId`, code: 'info.unknown-item', message: 'This request has no such item.' }];
  }
  if (item.kind === 'text') return [textProblem(given.answer ?? '', `${at}/answer`)];
  const documentIds = given.documentIds ?? [];
  if (documentIds.length > 0 && documentIds.every((documentId) => isUsable(case_, documentId))) return [];
  const message = 'Name documents of this case that were not stopped by the scan.';
  return [{ pointer: `${at}/documentIds`, code: 'info.no-document', message }];
}

/** Not given up, and nothing that the caller may not know of. */
const isAsked = (item: InfoRequestItem, case_: Case, { caller, playbook }: Surroundings): boolean =>
  item.dropped === undefined && isItemVisible(item, case_, playbook, viewerOf(caller, case_));

function isUsable({ documents }: Case, id: string): boolean {
  const scan = documents.find(({ documentId }) => documentId === id)?.scan;
  return scan !== undefined && scan !== 'infected' && scan !== 'unsupported';
}

const nothingAnswered: InputError = { pointer: '/answers', code: 'info.no-answers', message: 'Answer something.' };
