import * as z from 'zod/mini';
import { type CustomerTemplate, TEMPLATES } from '../domain/notifications/notification.ts';
import type { Condition } from '../domain/playbook/condition.ts';
import { FIELD_TYPES, type Playbook, PREFILL_SOURCES } from '../domain/playbook/playbook.ts';
import { SCENARIO_OUTCOMES } from '../domain/playbook/scenario.ts';
import { APPLICANT_TYPES, CHECK_RESULTS, STAGES, STATUSES } from '../domain/vocabulary.ts';
import { conditionSchema } from './condition-schema.ts';

const CUSTOMER_TEMPLATES = TEMPLATES.filter((id): id is CustomerTemplate => !id.startsWith('staff_'));

const text = z.string().check(z.minLength(1));
const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/));
const camel = z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/));
const code = z.string().check(z.regex(/^[a-z0-9][a-z0-9_]*$/));
/** Beyond any length, number of people or number of days that a process could mean. */
const MOST = 100_000;
const count = z.int().check(z.minimum(0), z.maximum(MOST));
const positive = z.int().check(z.minimum(1), z.maximum(MOST));
const condition: z.ZodMiniType<Condition> = conditionSchema;

const field = z.strictObject({
  id: camel,
  label: text,
  help: z.exactOptional(text),
  type: z.enum(FIELD_TYPES),
  required: z.union([z.boolean(), condition]),
  visibleWhen: z.exactOptional(condition),
  options: z.exactOptional(z.array(z.strictObject({ value: code, label: text })).check(z.minLength(1))),
  optionSource: z.exactOptional(z.union([z.literal('countries'), z.strictObject({ membersInRole: slug })])),
  prefill: z.exactOptional(z.enum(PREFILL_SOURCES)),
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
  businessDays: z.exactOptional(positive),
});

const decision = z.strictObject({
  id: slug,
  title: text,
  rules: z.array(z.strictObject({ id: slug, when: condition, value: code })).check(z.minLength(1)),
  otherwise: code,
});

const task = z.strictObject({
  id: slug,
  kind: z.enum(['agent_task', 'notify']),
  stage: z.enum(['pre_approval', 'data_capture', 'due_diligence', 'resolve']),
  title: text,
  help: z.exactOptional(text),
  presence: z.enum(['required', 'recommended', 'optional']),
  when: z.exactOptional(condition),
  after: z.array(slug),
  skippable: z.boolean(),
  businessDays: z.exactOptional(positive),
  message: z.exactOptional(text),
});

const stage = z.strictObject({
  title: text,
  statuses: z.array(z.enum(STATUSES)).check(z.minLength(1)),
  businessDays: z.exactOptional(positive),
  pausesForCustomer: z.boolean(),
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
  copies: z.exactOptional(positive),
  certified: z.exactOptional(z.boolean()),
  languages: z.exactOptional(z.array(z.string().check(z.regex(/^[a-z]{2}$/))).check(z.minLength(1))),
  expiryLeadDays: z.exactOptional(positive),
  reusable: z.exactOptional(z.boolean()),
  visibleTo: z.exactOptional(z.enum(['applicant', 'member'])),
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

const deadline = z.strictObject({
  dueBusinessDays: positive,
  reminderBusinessDays: z.array(positive),
  onExpiry: z.enum(['task', 'abandon']),
});

const renamed = (key: z.ZodMiniType<string>) => z.exactOptional(z.record(key, key));

const mapping = z.strictObject({
  playbook: slug,
  version: positive,
  steps: renamed(slug),
  fields: renamed(camel),
  memberRoles: renamed(slug),
  requirements: renamed(slug),
  checks: renamed(slug),
});

/** A requirement, or that of the n-th member who owes it. */
const owed = z.string().check(z.regex(/^[a-z][a-z0-9-]*(#[1-9][0-9]*)?$/));

const scenario = z.strictObject({
  name: text,
  applicant: z.enum(['individual', 'business']),
  answers: z.record(camel, z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  members: z.array(
    z.strictObject({
      role: slug,
      country: z.exactOptional(z.string().check(z.regex(/^[A-Z]{2}$/))),
      ownershipPercent: z.exactOptional(z.number().check(z.minimum(0), z.maximum(100))),
    }),
  ),
  documents: z.array(owed),
  checkResults: z.record(slug, z.enum(CHECK_RESULTS)),
  expect: z.strictObject({
    path: z.array(slug),
    requirements: z.array(owed),
    decisions: z.exactOptional(z.record(slug, code)),
    outcome: z.enum(SCENARIO_OUTCOMES),
  }),
});

const notificationText = z.strictObject({
  subject: z.exactOptional(text),
  paragraphs: z.exactOptional(z.array(text).check(z.minLength(1))),
});

/** A playbook file. Unknown members and empty lists are refused; what the members mean together is the linter's. */
export const playbookSchema: z.ZodMiniType<Playbook> = z.strictObject({
  id: slug,
  version: positive,
  title: text,
  description: text,
  applicantType: z.enum(APPLICANT_TYPES),
  applicantKinds: z.array(z.enum(['individual', 'business'])).check(z.minLength(1)),
  countries: z.exactOptional(z.array(z.string().check(z.regex(/^[A-Z]{2}$/))).check(z.minLength(1))),
  group: slug,
  decisions: z.array(decision),
  intake: z.array(intakeStep).check(z.minLength(1)),
  tasks: z.array(task),
  memberRoles: z.array(memberRole),
  requirements: z.array(requirement),
  checks: z.array(check),
  preApproval: z.enum(['not_required', 'supervisor']),
  reviewCompletion: z.enum(['automatic', 'reviewer']),
  closeOnAccept: z.boolean(),
  stages: z.record(z.enum(STAGES), stage),
  draft: z.strictObject({ reminderDays: z.array(positive), expiryDays: positive }),
  offerHours: positive,
  infoRequest: deadline,
  documentDeadline: deadline,
  proposal,
  notifications: z.partialRecord(z.enum(CUSTOMER_TEMPLATES), notificationText),
  mapsFrom: z.exactOptional(z.array(mapping).check(z.minLength(1))),
  scenarios: z.array(scenario),
});
