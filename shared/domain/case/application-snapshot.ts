import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';
import type { AnswerValue, Case } from './case.ts';

/**
 * What the applicant hands in, as plain JSON: the same before and after the submission, so that the copy that is kept
 * for good matches the digest in the event.
 */
export function applicationSnapshot(case_: Case) {
  const { caseId, number, type, playbook, applicant, materialVersion } = case_;
  return {
    schema: 1,
    caseId,
    number,
    type,
    playbook,
    materialVersion,
    applicant,
    answers: answersByStep(case_),
    members: case_.members,
    documents: case_.documents.map(({ documentId, requirementId, fileName, mediaType, sizeBytes, sha256, scan }) => ({
      documentId,
      ...(requirementId !== undefined && { requirementId }),
      fileName,
      mediaType,
      sizeBytes,
      sha256,
      scan,
    })),
  };
}

/** SHA-256, hex, of the canonical JSON of the snapshot: the name under which it is kept. */
export const snapshotDigest = (case_: Case): string => sha256Hex(canonicalJson(applicationSnapshot(case_)));

/** Answers only, without authors and revisions. */
export function answersByStep({ answers }: Case): Readonly<Record<string, Readonly<Record<string, AnswerValue>>>> {
  return Object.fromEntries(answers.map(({ stepId, values }) => [stepId, values]));
}
