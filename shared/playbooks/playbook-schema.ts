import * as z from 'zod/mini';
import type { Condition } from '../domain/playbook/condition.ts';
import { FIELD_TYPES, type Playbook } from '../domain/playbook/playbook.ts';
import { STAGES } from '../domain/vocabulary.ts';
import { conditionSchema } from './condition-schema.ts';

const text = z.string().check(z.minLength(1));
const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
const camel = z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/));
const code = z.string().check(z.regex(/^[a-z0-9][a-z0-9_]*$/));
const count = z.int().check(z.minimum(0));
const positive = z.int().check(z.minimum(1));
const condition: z.ZodMiniType<Condition> = conditionSchema;

const field = z.strictObject({
  id: camel,
  label: text,
  help: z.exactOptional(text),
  type: z.enum(FIELD_TYPES),
  required: z.union([z.boolean(), condition]),
  visibleWhen: z.exactOptional(condition),
  options: z.exactOptional(z.array(z.strictObject({ value: code, label: text })).check(z.minLength(1))),
  minLength: z.exactOptional(count),
  maxLength: z.exactOptional(positive),
  minimum: z.exactOptional(z.number()),
  maximum: z.exactOptional(z.number()),
  pattern: z.exactOptional(text),
  notInFuture: z.exactOptional(z.boolean()),
  mustBeTrue: z.exactOptional(z.boolean()),
});

const intakeStep = z.strictObject({
  id: slug,
  kind: z.enum(['form', 'members', 'documents', 'review']),
  title: text,
  help: z.exactOptional(text),
  required: z.boolean(),
  when: z.exactOptional(condition),
  after: z.array(slug),
  fields: z.exactOptional(z.array(field).check(z.minLength(1))),
  memberRoles: z.exactOptional(z.array(slug).check(z.minLength(1))),
});

const memberRole = z.strictObject({
  id: slug,
  label: text,
  minimum: count,
  maximum: positive,
  minimumWhen: z.exactOptional(z.strictObject({ when: condition, minimum: positive })),
  needsOwnershipPercent: z.boolean(),
  needsDateOfBirth: z.boolean(),
  rights: z.array(z.enum(['read', 'edit', 'upload', 'decide'])).check(z.minLength(1)),
});

const requirement = z.strictObject({
  id: slug,
  label: text,
  instruction: text,
  oneOf: z.array(code).check(z.minLength(1)),
  mandatory: z.boolean(),
  when: z.exactOptional(condition),
  per: z.union([z.literal('case'), z.strictObject({ roles: z.array(slug).check(z.minLength(1)) })]),
  mediaTypes: z.array(z.string().check(z.regex(/^[a-z]+\/[a-z0-9.+-]+$/))).check(z.minLength(1)),
  maximumAgeMonths: z.exactOptional(positive),
  waivable: z.boolean(),
  deferrable: z.boolean(),
});

const check = z.strictObject({
  id: slug,
  label: text,
  provider: slug,
  when: z.exactOptional(condition),
  required: z.boolean(),
  timeoutHours: positive,
  maximumAttempts: positive,
});

const term = z.strictObject({
  id: camel,
  label: text,
  type: z.enum(['text', 'number', 'choice', 'boolean', 'percentage']),
  required: z.boolean(),
  options: z.exactOptional(z.array(code).check(z.minLength(1))),
});

const proposal = z.strictObject({
  resolutionCodes: z.array(z.strictObject({ code, label: text, terms: z.array(term) })).check(z.minLength(1)),
  rejectReasons: z.array(z.strictObject({ code, label: text })).check(z.minLength(1)),
  reminderBusinessDays: positive,
  lapseBusinessDays: positive,
});

/** A playbook file. Unknown members and empty lists are refused; what the members mean together is the linter's. */
export const playbookSchema: z.ZodMiniType<Playbook> = z.strictObject({
  id: slug,
  version: positive,
  title: text,
  description: text,
  applicantKinds: z.array(z.enum(['individual', 'business'])).check(z.minLength(1)),
  group: slug,
  intake: z.array(intakeStep).check(z.minLength(1)),
  memberRoles: z.array(memberRole),
  requirements: z.array(requirement),
  checks: z.array(check),
  preApproval: z.enum(['not_required', 'supervisor']),
  reviewCompletion: z.enum(['automatic', 'reviewer']),
  closeOnAccept: z.boolean(),
  stageBusinessDays: z.partialRecord(z.enum(STAGES), positive),
  draft: z.strictObject({ reminderDays: z.array(positive), expiryDays: positive }),
  offerHours: positive,
  infoRequest: z.strictObject({
    dueBusinessDays: positive,
    reminderBusinessDays: z.array(positive),
    onExpiry: z.enum(['task', 'abandon']),
  }),
  documentReminderBusinessDays: z.array(positive),
  documentExpiryBusinessDays: positive,
  proposal,
  stageTitles: z.record(z.enum(STAGES), text),
});
