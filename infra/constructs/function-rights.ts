import type { FunctionName } from '../../shared/contract/functions.ts';

/**
 * What functions may do, in the words of this service; `right-statements.ts` turns each into actions on exact resources.
 * A transaction needs the rights of its parts: IAM knows no action for the transaction itself.
 */
export type Right =
  | 'read-cases'
  | 'read-playbooks'
  | 'change-playbooks'
  | 'read-migrations'
  | 'change-migrations'
  | 'change-cases'
  | 'search-lists'
  | 'search-due-work'
  | 'mark-published'
  | 'publish-events'
  | 'sign-uploads'
  | 'store-documents'
  | 'read-documents'
  | 'list-documents'
  | 'read-received-mail'
  | 'list-received-mail'
  | 'send-mail'
  | 'send-timers'
  | 'send-signals'
  | 'send-sim-answers'
  | 'send-migrations'
  | 'start-runs'
  | 'answer-tasks'
  | 'read-cursor-key'
  | 'read-callback-key'
  | 'read-reply-key';

/** Least privilege, one row a function. A right that its code does not use is a fault, and a test says so. */
export const FUNCTION_RIGHTS: Readonly<Record<FunctionName, readonly Right[]>> = {
  'meta-api': [],
  'cases-api': ['read-cases', 'change-cases', 'search-lists', 'read-cursor-key'],
  'documents-api': ['read-cases', 'change-cases', 'sign-uploads', 'read-documents'],
  'documents-scan': ['read-cases', 'change-cases', 'read-documents'],
  'documents-sweep': ['read-cases', 'change-cases', 'list-documents', 'read-documents'],
  'checks-api': ['read-cases', 'change-cases', 'read-callback-key'],
  'checks-start': ['read-cases', 'change-cases', 'send-sim-answers'],
  'checks-sim': ['read-callback-key', 'send-sim-answers'],
  'parties-api': ['read-cases', 'search-lists'],
  'parties-project': ['read-cases', 'change-cases'],
  'playbooks-api': [
    'read-playbooks',
    'change-playbooks',
    'read-migrations',
    'change-migrations',
    'send-migrations',
    'read-cursor-key',
  ],
  'playbooks-migrate': ['read-cases', 'change-cases', 'search-lists', 'send-migrations'],
  'mail-api': ['read-cases', 'read-cursor-key'],
  'mail-inbound': ['read-cases', 'change-cases', 'read-received-mail', 'store-documents', 'read-reply-key'],
  'mail-sweep': [
    'read-cases',
    'change-cases',
    'list-received-mail',
    'read-received-mail',
    'store-documents',
    'read-reply-key',
  ],
  'mail-feedback': ['read-cases', 'change-cases'],
  'notifications-send': ['read-cases', 'change-cases', 'send-mail', 'read-reply-key'],
  'timers-sweep': ['search-due-work', 'send-timers', 'send-signals', 'send-migrations'],
  'timers-fire': ['read-cases', 'change-cases'],
  'workflow-plan': ['read-cases', 'change-cases'],
  'workflow-act': ['read-cases', 'change-cases'],
  'workflow-await': ['read-cases', 'change-cases', 'answer-tasks'],
  'workflow-signal': ['read-cases', 'change-cases', 'answer-tasks', 'start-runs'],
  'outbox-publish': ['mark-published', 'publish-events'],
  'outbox-sweep': ['read-cases', 'search-due-work', 'mark-published', 'publish-events'],
};
