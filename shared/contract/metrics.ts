/** Where the service's own metrics are found; each has one dimension, `Stage`, the name of the stage. */
export const METRIC_NAMESPACE = 'Gangway';

/** What is counted, with what one count means. Written as embedded metrics of the log, shown on the dashboard. */
export const METRICS = {
  CasesCreated: 'a draft was opened',
  CasesSubmitted: 'a case went from draft to new',
  CasesClosed: 'a case was closed, whatever its outcome',
  CasesWithdrawn: 'a customer withdrew a case',
  CasesReopened: 'a case was opened again',
  InfoRequested: 'a customer was asked for something',
  DocumentsInfected: 'the scan found malware',
  ChecksCompleted: 'a check has a result',
  ChecksTimedOut: 'a provider did not answer in time',
  ProposalsMade: 'a solution was proposed',
  ProposalsAccepted: 'a proposal was accepted',
  ProposalsRejected: 'a proposal was rejected',
  ProposalsLapsed: 'nobody answered a proposal in time',
  EventsSweptLate: 'an event that only the sweep published',
  MailsSent: 'SES took a mail',
  MailsQuarantined: 'received mail could not be placed',
} as const;
export type MetricName = keyof typeof METRICS;
