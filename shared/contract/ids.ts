import * as z from 'zod/mini';

/** Prefixed, opaque, sortable ids: `case_01J…` (ULID). People and accounts are named by whoever put them on record. */
const ulid = '[0-9A-HJKMNP-TV-Z]{26}';
const prefixed = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_${ulid}$`)));

export const caseIdSchema = prefixed('case');
/** The human number: Crockford base 32, the last character checks the other seven. */
export const caseNumberSchema = z.string().check(z.regex(/^ONB-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/));
export const memberIdSchema = prefixed('member');
export const documentIdSchema = prefixed('doc');
export const migrationIdSchema = prefixed('mig');
/** One thing that an agent asked for. */
export const itemIdSchema = prefixed('item');
export const slugSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
/** Codes of the playbook and of the domain: `open_account`, `fees_too_high`. */
export const codeSchema = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,63}$/));
export const requirementIdSchema = z.string().check(z.regex(new RegExp(`^[a-z][a-z0-9-]{0,63}(\\.member_${ulid})?$`)));
export const ordinalSchema = z.coerce.number().check(z.int(), z.positive(), z.maximum(9999));
/** `agent_…`, `contact_…`, `consumer_…`, `account_…`, `group` names: letters, digits, dash, underscore. */
export const personIdSchema = z.string().check(z.regex(/^[a-z]+_[A-Za-z0-9-]{1,64}$/));

/** Every path parameter of every route. */
export const PATH_PARAMETERS = {
  caseId: z.union([caseIdSchema, caseNumberSchema]),
  stepId: slugSchema,
  memberId: memberIdSchema,
  documentId: documentIdSchema,
  requirementId: requirementIdSchema,
  itemId: itemIdSchema,
  checkId: slugSchema,
  taskId: slugSchema,
  proposalNumber: ordinalSchema,
  infoRequestNumber: ordinalSchema,
  provider: slugSchema,
  playbookId: slugSchema,
  playbookVersion: ordinalSchema,
  migrationId: migrationIdSchema,
  /** Apart from `caseId`, because whoever migrates cases has no right to read them. */
  migratingCaseId: caseIdSchema,
} as const;
export type PathParameter = keyof typeof PATH_PARAMETERS;
