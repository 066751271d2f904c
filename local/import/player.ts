import type { Caller } from '../../shared/domain/access/caller.ts';
import { announceUpload, type Upload } from '../../shared/domain/case/announce-upload.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { objectKey } from '../../shared/store/objects/document-keys.ts';
import { documentOf } from './application.ts';
import { PLACEHOLDER } from './placeholders.ts';

/** How far a case has come, in the order of the process; the last two have ended. */
export const CASE_STATES = [
  'draft',
  'queued',
  'assigned',
  'capturing',
  'asked',
  'checking',
  'checked',
  'proposed',
  'accepted',
  'rejected',
  'closed',
  'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export type Rule = (case_: Case, surroundings: Surroundings) => Decision;
export type Player = (caller: Caller, rule: Rule, snapshot?: (case_: Case) => unknown) => void;

export const CONTACT: Caller = {
  personId: PLACEHOLDER.contactId,
  kind: 'person',
  roles: ['contact'],
  groups: [],
  accountId: PLACEHOLDER.accountId,
  partnerAccounts: [],
  channel: 'web',
};

export const announce =
  (requirementId: string, more: Pick<Upload, 'scanned'> = {}): Rule =>
  (case_, s) => {
    const documentId = s.newId('doc');
    const key = objectKey(s.at, case_.caseId, documentId);
    return announceUpload(case_, { ...documentOf(requirementId), documentId, objectKey: key, ...more }, s);
  };
