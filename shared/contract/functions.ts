import type { EnvName } from './env.ts';
import type { Subscription } from './events.ts';
import type { Context } from './route-spec.ts';

export type Trigger =
  | { readonly kind: 'http'; readonly context: Context }
  /** Events of the bus, through a queue. */
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  /** Messages of a queue that one of our functions writes. */
  | { readonly kind: 'queue'; readonly queue: 'timers' | 'signals' | 'sim' | 'migrations' }
  /** Events of AWS's own on the default bus, through a queue. */
  | { readonly kind: 'aws-event'; readonly of: 'object-created' | 'mail-feedback' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'receipt' }
  | { readonly kind: 'schedule'; readonly everyMinutes: number }
  /** A state of the workflow. */
  | { readonly kind: 'workflow' };

export interface FunctionSpec {
  /** Composition root, from the repository root; exports `handler`. */
  readonly entry: string;
  readonly does: string;
  /** A function may have several triggers of one kind of work. */
  readonly triggers: readonly Trigger[];
  readonly env: readonly EnvName[];
  readonly timeoutSeconds: number;
}

const COMMON = ['STAGE', 'TABLE_NAME', 'SHARD_COUNT'] as const;

/** Every function of the service: one per context and trigger kind, so that rights follow the trigger. */
export const FUNCTIONS = {
  'meta-api': {
    entry: 'functions/meta/main.ts',
    does: 'health, the OpenAPI document, the docs page',
    triggers: [{ kind: 'http', context: 'meta' }],
    env: ['STAGE'],
    timeoutSeconds: 10,
  },
  'cases-api': {
    entry: 'functions/cases/main.ts',
    does: 'everything that people do to a case',
    triggers: [{ kind: 'http', context: 'cases' }],
    env: [...COMMON, 'CURSOR_KEY_SECRET_ID'],
    timeoutSeconds: 10,
  },
  'documents-api': {
    entry: 'functions/documents/main.ts',
    does: 'uploads, decisions and links of documents',
    triggers: [{ kind: 'http', context: 'documents' }],
    env: [...COMMON, 'DOCUMENT_BUCKET_NAME'],
    timeoutSeconds: 10,
  },
  'documents-scan': {
    entry: 'functions/documents/on-object-created.main.ts',
    does: 'judges uploaded bytes',
    triggers: [{ kind: 'aws-event', of: 'object-created' }],
    env: [...COMMON, 'DOCUMENT_BUCKET_NAME'],
    timeoutSeconds: 60,
  },
  'documents-sweep': {
    entry: 'functions/documents/sweep.main.ts',
    does: 'finds object versions that no event announced',
    triggers: [{ kind: 'schedule', everyMinutes: 60 }],
    env: [...COMMON, 'DOCUMENT_BUCKET_NAME'],
    timeoutSeconds: 60,
  },
  'checks-api': {
    entry: 'functions/checks/main.ts',
    does: 'checks and the signed callbacks of their providers',
    triggers: [{ kind: 'http', context: 'checks' }],
    env: [...COMMON, 'CALLBACK_KEY_SECRET_ID'],
    timeoutSeconds: 10,
  },
  'checks-start': {
    entry: 'functions/checks/on-check-requested.main.ts',
    does: 'asks the provider of a check',
    triggers: [{ kind: 'subscription', subscription: 'start-check' }],
    env: [...COMMON, 'SIM_QUEUE_URL', 'CHECK_PROVIDERS'],
    timeoutSeconds: 30,
  },
  'checks-sim': {
    entry: 'functions/checks/on-sim-due.main.ts',
    does: 'the simulated provider: answers over the signed callback',
    triggers: [{ kind: 'queue', queue: 'sim' }],
    env: ['STAGE', 'CALLBACK_URL', 'CALLBACK_KEY_SECRET_ID', 'SIM_QUEUE_URL'],
    timeoutSeconds: 30,
  },
  'parties-api': {
    entry: 'functions/parties/main.ts',
    does: 'who the caller is and what is waiting for them',
    triggers: [{ kind: 'http', context: 'parties' }],
    env: [...COMMON],
    timeoutSeconds: 10,
  },
  'parties-project': {
    entry: 'functions/parties/on-case-changed.main.ts',
    does: 'keeps the case lists of customers',
    triggers: [{ kind: 'subscription', subscription: 'project' }],
    env: [...COMMON],
    timeoutSeconds: 30,
  },
  'playbooks-api': {
    entry: 'functions/playbooks/main.ts',
    does: 'versions of playbooks: upload, examination, publication, retirement',
    triggers: [{ kind: 'http', context: 'playbooks' }],
    env: [...COMMON, 'CURSOR_KEY_SECRET_ID', 'MIGRATION_QUEUE_URL'],
    timeoutSeconds: 10,
  },
  'playbooks-migrate': {
    entry: 'functions/playbooks/on-migration.main.ts',
    does: 'takes running cases over to another version, batch by batch',
    triggers: [{ kind: 'queue', queue: 'migrations' }],
    env: [...COMMON, 'MIGRATION_QUEUE_URL'],
    timeoutSeconds: 60,
  },
  'mail-api': {
    entry: 'functions/mail/main.ts',
    does: 'the quarantine of mail that could not be placed',
    triggers: [{ kind: 'http', context: 'mail' }],
    env: [...COMMON, 'CURSOR_KEY_SECRET_ID'],
    timeoutSeconds: 10,
  },
  'mail-inbound': {
    entry: 'functions/mail/on-received.main.ts',
    does: 'places received mail',
    triggers: [{ kind: 'receipt' }],
    env: [...COMMON, 'MAIL_BUCKET_NAME', 'DOCUMENT_BUCKET_NAME', 'REPLY_KEY_SECRET_ID', 'INBOUND_DOMAIN'],
    timeoutSeconds: 60,
  },
  'mail-sweep': {
    entry: 'functions/mail/sweep.main.ts',
    does: 'finds received mail that was never placed',
    triggers: [{ kind: 'schedule', everyMinutes: 60 }],
    env: [...COMMON, 'MAIL_BUCKET_NAME', 'DOCUMENT_BUCKET_NAME', 'REPLY_KEY_SECRET_ID', 'INBOUND_DOMAIN'],
    timeoutSeconds: 60,
  },
  'mail-feedback': {
    entry: 'functions/mail/on-feedback.main.ts',
    does: 'records what became of sent mail',
    triggers: [{ kind: 'aws-event', of: 'mail-feedback' }],
    env: [...COMMON],
    timeoutSeconds: 30,
  },
  'notifications-send': {
    entry: 'functions/notifications/main.ts',
    does: 'writes and sends the mail that an event calls for',
    triggers: [{ kind: 'subscription', subscription: 'notify' }],
    env: [...COMMON, 'CONFIGURATION_SET_NAME', 'SENDER_ADDRESS', 'INBOUND_DOMAIN', 'PORTAL_URL', 'REPLY_KEY_SECRET_ID'],
    timeoutSeconds: 30,
  },
  'timers-sweep': {
    entry: 'functions/timers/main.ts',
    does: 'hands due timers to their queues',
    triggers: [{ kind: 'schedule', everyMinutes: 1 }],
    env: [...COMMON, 'TIMER_QUEUE_URL', 'SIGNAL_QUEUE_URL', 'MIGRATION_QUEUE_URL'],
    timeoutSeconds: 55,
  },
  'timers-fire': {
    entry: 'functions/timers/on-due.main.ts',
    does: 'lets a due timer act on its case',
    triggers: [{ kind: 'queue', queue: 'timers' }],
    env: [...COMMON],
    timeoutSeconds: 30,
  },
  'workflow-plan': {
    entry: 'functions/workflow/main.ts',
    does: 'asks the domain what comes next, and parks long waits',
    triggers: [{ kind: 'workflow' }],
    env: [...COMMON, 'PARK_AFTER_SECONDS'],
    timeoutSeconds: 20,
  },
  'workflow-act': {
    entry: 'functions/workflow/act.main.ts',
    does: 'carries out an instruction of the plan as a command of the system',
    triggers: [{ kind: 'workflow' }],
    env: [...COMMON],
    timeoutSeconds: 20,
  },
  'workflow-await': {
    entry: 'functions/workflow/await.main.ts',
    does: 'keeps the task token of a wait',
    triggers: [{ kind: 'workflow' }],
    env: [...COMMON, 'STATE_MACHINE_ARN'],
    timeoutSeconds: 20,
  },
  'workflow-signal': {
    entry: 'functions/workflow/on-signal.main.ts',
    does: 'answers waits whose plan has changed and wakes parked runs',
    triggers: [
      { kind: 'subscription', subscription: 'signal' },
      { kind: 'queue', queue: 'signals' },
    ],
    env: [...COMMON, 'STATE_MACHINE_ARN'],
    timeoutSeconds: 30,
  },
  'outbox-publish': {
    entry: 'functions/outbox/main.ts',
    does: 'publishes event items from the table stream',
    triggers: [{ kind: 'stream' }],
    env: [...COMMON, 'EVENT_BUS_NAME'],
    timeoutSeconds: 30,
  },
  'outbox-sweep': {
    entry: 'functions/outbox/sweep.main.ts',
    does: 'publishes again what has been waiting for five minutes',
    triggers: [{ kind: 'schedule', everyMinutes: 5 }],
    env: [...COMMON, 'EVENT_BUS_NAME'],
    timeoutSeconds: 55,
  },
} as const satisfies Record<string, FunctionSpec>;
export type FunctionName = keyof typeof FUNCTIONS;
