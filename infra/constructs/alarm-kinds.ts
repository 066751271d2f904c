/** Every kind of alarm, with what it means. Each has a runbook `docs/runbooks/<kind>.md`; a test asserts it. */
export const ALARM_KINDS = {
  'function-errors': 'A function fails',
  'function-throttles': 'A function is not allowed to run as often as it is called',
  'queue-age': 'A consumer does not keep up with its queue',
  'dead-letters': 'Something could not be handled and was set aside',
  'stream-age': 'Events reach the bus late',
  'workflow-failed': 'A run of the workflow failed',
  'workflow-timed-out': 'A run of the workflow reached its time limit',
  'workflow-throttled': 'Step Functions slows the workflow down',
  'api-5xx': 'The API answers with server errors',
  'mail-bounces': 'Too many mails bounce',
  'mail-complaints': 'Too many recipients call our mail spam',
} as const;
export type AlarmKind = keyof typeof ALARM_KINDS;
