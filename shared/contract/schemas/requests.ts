import * as z from 'zod/mini';
import { LIST_VIEWS } from '../../domain/access/list-views.ts';
import {
  ADJUDICATIONS,
  CHANNELS,
  CONTEXT_SECTIONS,
  HANDED_TO,
  REJECT_REASONS,
  RISK_BANDS,
  STAGES,
  STATUSES,
  STEP_STATES,
} from '../../domain/vocabulary.ts';
import {
  caseIdSchema,
  codeSchema,
  documentIdSchema,
  itemIdSchema,
  personIdSchema,
  requirementIdSchema,
  slugSchema,
} from '../ids.ts';
import { answerValue, day, email, instant, page, sha256Base64, text } from './primitives.ts';

const answers = z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,63}$/)), answerValue);
/** ISO 639-1. */
const language = z.string().check(z.regex(/^[a-z]{2}$/));
const version = z.int().check(z.nonnegative());

export const createCaseBody = z.strictObject({
  type: slugSchema,
  channel: z.enum(CHANNELS),
  /** A party on record: `consumer_…` or `contact_…`. Staff and partners only. */
  onBehalfOf: z.optional(personIdSchema),
  prospect: z.optional(
    z.strictObject({
      kind: z.enum(['individual', 'business']),
      name: text(200),
      email: z.optional(email),
      phone: z.optional(text(40)),
    }),
  ),
  answers: z.optional(answers),
});

export const listCasesQuery = z.strictObject({
  view: z.enum(LIST_VIEWS),
  status: z.optional(z.enum([...STATUSES, 'open-any', 'closed-any'])),
  group: z.optional(slugSchema),
  ...page,
});

export const getCaseQuery = z.strictObject({
  /** Comma-separated: members, documents, checks, proposals, timeline. */
  expand: z.optional(
    z
      .string()
      .check(
        z.regex(/^(members|documents|checks|proposals|timeline)(,(members|documents|checks|proposals|timeline))*$/),
      ),
  ),
});

export const pageQuery = z.strictObject({ ...page });
export const saveAnswersBody = z.strictObject({
  /** Fields to set; null removes an answer, what is not named stays. */
  answers,
  /** The step's `revision` as the editor saw it: what others have saved since is then not overwritten. */
  revision: z.optional(version),
});
/** To the applicant, or to the member of staff who opened the draft. */
export const handOverBody = z.strictObject({ to: z.enum(HANDED_TO), message: z.optional(text(5_000)) });
export const changeTypeBody = z.strictObject({ type: slugSchema });
export const submitBody = z.strictObject({ materialVersion: version });
export const addMemberBody = z.strictObject({
  role: slugSchema,
  name: text(200),
  email: z.optional(email),
  dateOfBirth: z.optional(day),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
  ownershipPercent: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
  personId: z.optional(personIdSchema),
});
/** JSON Merge Patch: null clears. */
export const changeMemberBody = z.strictObject({
  name: z.optional(text(200)),
  email: z.optional(z.nullable(email)),
  dateOfBirth: z.optional(z.nullable(day)),
  country: z.optional(z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/)))),
  ownershipPercent: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(100)))),
});
export const contextReviewBody = z.strictObject({
  materialVersion: version,
  sections: z.array(z.enum(CONTEXT_SECTIONS)).check(z.minLength(1), z.maxLength(CONTEXT_SECTIONS.length)),
});
/** To an agent, or back to the queue of a group. */
export const offerBody = z.strictObject({
  assignee: z.optional(personIdSchema),
  group: z.optional(slugSchema),
  reason: z.optional(text(1_000)),
});
export const reasonBody = z.strictObject({ reason: text(1_000) });
export const completeTaskBody = z.strictObject({ note: z.optional(text(1_000)) });
export const insertTaskBody = z.strictObject({ taskId: slugSchema, reason: z.optional(text(1_000)) });
export const restartPlaybookBody = z.strictObject({ reason: text(1_000), stage: z.optional(z.enum(STAGES)) });
/** `assignee`: a person's id, or `me`. */
export const progressQuery = z.strictObject({
  assignee: z.optional(z.union([z.literal('me'), personIdSchema])),
  state: z.optional(z.enum(STEP_STATES)),
});
export const preApprovalDecisionBody = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  reason: z.optional(text(1_000)),
});
export const completePreApprovalBody = z.strictObject({
  /** The version of the customer's information that is confirmed. */
  materialVersion: version,
  customerRecord: z.strictObject({ kind: z.enum(['matched', 'created']), partyId: personIdSchema }),
});
export const requestInfoBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        label: text(300),
        kind: z.enum(['text', 'document']),
        requirementId: z.optional(requirementIdSchema),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
  message: text(5_000),
  dueAt: z.optional(instant),
});
export const answerInfoBody = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        itemId: itemIdSchema,
        answer: z.optional(text(10_000)),
        documentIds: z.optional(z.array(documentIdSchema).check(z.minLength(1), z.maxLength(20))),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
});
export const infoReceivedBody = z.strictObject({ channel: z.enum(CHANNELS), note: text(5_000) });
export const withdrawBody = z.strictObject({ reason: text(1_000), confirm: z.literal(true) });
export const closeBody = z.strictObject({ resolutionCode: codeSchema, resolutionNotes: text(5_000) });
export const completeReviewBody = z.strictObject({
  riskBand: z.optional(z.enum(RISK_BANDS)),
  reason: z.optional(text(1_000)),
});
export const proposeBody = z.strictObject({
  resolutionCode: codeSchema,
  notes: text(5_000),
  terms: answers,
  /** Numbers of the rejected proposals whose feedback this one answers. */
  addressesFeedback: z.optional(z.array(z.int().check(z.positive())).check(z.minLength(1), z.maxLength(50))),
});
export const rejectProposalBody = z.strictObject({ reasonCode: codeSchema, feedback: text(5_000) });
export const commentBody = z.strictObject({ body: text(20_000) });

export const uploadBody = z.strictObject({
  requirementId: z.optional(requirementIdSchema),
  /** Which of the requirement's kinds of proof it is, as far as the sender can tell. */
  kind: z.optional(codeSchema),
  fileName: z.string().check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^/\\\p{Cc}]+$/u)),
  sizeBytes: z.int().check(z.positive()),
  mediaType: z.string().check(z.regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/)),
  sha256: sha256Base64,
});
export const bindDocumentBody = z.strictObject({ requirementId: requirementIdSchema });
/** What the requirement's rules want to know of the document, as far as it is not known already. */
export const acceptDocumentBody = z.strictObject({
  kind: z.optional(codeSchema),
  issuedDate: z.optional(day),
  expiresDate: z.optional(day),
  certified: z.optional(z.boolean()),
  language: z.optional(language),
  translationProvided: z.optional(z.boolean()),
});
export const reuseDocumentBody = z.strictObject({ documentId: documentIdSchema, fromCaseId: caseIdSchema });
export const deferralBody = z.strictObject({ reason: text(1_000), untilDate: day });
export const rejectDocumentBody = z.strictObject({ reason: z.enum(REJECT_REASONS) });

export const adjudicateBody = z.strictObject({ verdict: z.enum(ADJUDICATIONS), note: text(5_000) });

export const quarantineQuery = z.strictObject({ ...page });
