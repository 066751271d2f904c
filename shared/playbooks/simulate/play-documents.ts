import { dateOf } from '../../domain/calendar.ts';
import { acceptDocument } from '../../domain/case/accept-document.ts';
import { announceUpload } from '../../domain/case/announce-upload.ts';
import type { Case, Instant } from '../../domain/case/case.ts';
import { claimCase } from '../../domain/case/claim-case.ts';
import { completePreApproval } from '../../domain/case/complete-pre-approval.ts';
import { decidePreApproval } from '../../domain/case/decide-pre-approval.ts';
import { recordPreApproval } from '../../domain/case/record-pre-approval.ts';
import { reviewContext } from '../../domain/case/review-context.ts';
import { submitForReview } from '../../domain/case/submit-for-review.ts';
import type { DocumentRequirement, Playbook } from '../../domain/playbook/playbook.ts';
import type { Proof } from '../../domain/requirements/proof-problems.ts';
import { type Slot, slotsOf } from '../../domain/requirements/slots.ts';
import { attempt, reasonOf } from './attempt.ts';
import type { Cast } from './cast.ts';
import type { Story } from './story.ts';

/** An agent takes the case over and gets it through pre-approval. */
export function playPreApproval(story: Story, { agent, supervisor, system, applicant }: Cast): Story {
  const { materialVersion } = story.case;
  const read = reviewContext(story.case, { materialVersion }, agent).case;
  const recorded = recordPreApproval(claimCase(read, {}, agent).case, {}, system).case;
  const isAsked = recorded.preApproval?.approval === 'requested';
  const approved = isAsked ? decidePreApproval(recorded, { approval: 'approved' }, supervisor).case : recorded;
  const customerRecord = { kind: 'matched', partyId: applicant.name } as const;
  const completed = completePreApproval(approved, { customerConfirmed: true, customerRecord }, agent).case;
  return { ...story, case: completed };
}

/** The customer sends the documents that are asked for, the agent accepts them and hands the case to due diligence. */
export function playDocuments(story: Story, names: readonly string[], cast: Cast): Story {
  const proven = withDocuments(story.case, names, cast);
  const handed = attempt(proven, (case_) => submitForReview(case_, {}, cast.agent));
  if (handed.refusal === undefined) return { ...story, case: handed.case };
  return { ...story, case: proven, end: { outcome: 'documents_owed', reason: `owed: ${reasonOf(handed.refusal)}` } };
}

/** Every document of these names that the case asks for, clean and accepted. */
export function withDocuments(case_: Case, names: readonly string[], { customer, agent, supervisor }: Cast): Case {
  const slots = namedSlots(case_, customer.playbook);
  return names
    .flatMap((name) => slots.get(name) ?? [])
    .reduce((before, { requirementId, definition }) => {
      const [mediaType = ''] = definition.mediaTypes;
      const file = { fileName: definition.id, mediaType, sizeBytes: 1, objectKey: requirementId };
      const scanned = { objectVersion: '1', verdict: 'clean' } as const;
      // What only a member may know of, that member hands to us.
      const sender = definition.visibleTo === 'member' ? supervisor : customer;
      const proof = proofOf(definition, agent.at);
      return Array.from({ length: definition.copies ?? 1 }).reduce<Case>((earlier, _, copy) => {
        const upload = { ...file, requirementId, scanned, sha256: String(copy) };
        const sent = announceUpload(earlier, upload, sender).case;
        const documentId = sent.documents.at(-1)?.documentId ?? '';
        return acceptDocument(sent, { ...proof, documentId }, agent).case;
      }, before);
    }, case_);
}

/** What whoever accepts it has to say of a document that meets every rule. */
function proofOf({ oneOf, maximumAgeMonths, certified, languages }: DocumentRequirement, at: Instant): Proof {
  const [kind] = oneOf;
  const language = languages?.[0];
  return {
    ...(kind !== undefined && { kind }),
    ...(maximumAgeMonths !== undefined && { issuedDate: dateOf(at) }),
    ...(certified === true && { certified }),
    ...(language !== undefined && { language }),
  };
}

/** What the case asks for, by `<id>`, or by `<id>#<n>` for the n-th member who owes it. */
export function namedSlots(case_: Case, playbook: Playbook): ReadonlyMap<string, Slot> {
  const counts = new Map<string, number>();
  return new Map(
    slotsOf(case_, playbook).map((slot) => {
      const { id } = slot.definition;
      if (slot.member === undefined) return [id, slot];
      const number = (counts.get(id) ?? 0) + 1;
      counts.set(id, number);
      return [`${id}#${number}`, slot];
    }),
  );
}
