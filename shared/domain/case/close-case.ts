import type { Case } from './case.ts';
import type { Decision, Surroundings } from './decision.ts';
import { endCase } from './end-case.ts';
import { requireText } from './input-text.ts';
import { ProposalStale } from './refusals.ts';
import { requireDocuments } from './require-documents.ts';
import { stageCompleted } from './stages.ts';
import { statusAfter } from './transitions.ts';

export interface Closure {
  readonly resolutionCode: string;
  readonly resolutionNotes: string;
}

/**
 * Closes a case whose proposal was accepted.
 *
 * @throws {CaseIncomplete} while a required document is owed again: its deferral or its last valid day is over
 * @throws {ProposalStale} while the proposal is undecided: then only the customer decides
 * @throws {InputInvalid} without code or notes
 */
export function closeCase(case_: Case, { resolutionCode, resolutionNotes }: Closure, s: Surroundings): Decision {
  statusAfter(case_, 'close');
  const accepted = case_.proposals.find(({ status }) => status === 'accepted');
  if (accepted === undefined) throw new ProposalStale(case_.proposals.length);
  requireDocuments(case_, s);
  const code = requireText(resolutionCode, '/resolutionCode');
  const resolution = { code, notes: requireText(resolutionNotes, '/resolutionNotes') };
  const facts = [
    stageCompleted('resolve'),
    { type: 'case.closed', outcome: 'accepted', proposal: accepted.number, resolutionCode: code } as const,
  ];
  return endCase(case_, { status: 'closed', outcome: 'accepted', changes: { resolution }, facts }, s);
}
