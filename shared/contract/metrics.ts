import type { FactType } from '../domain/events/fact.ts';

/** Where the service's own metrics are found; each has one dimension, `Stage`, the name of the stage. */
export const METRIC_NAMESPACE = 'Gangway';

/** One count for every such fact that reaches the bus. */
export const FACT_METRICS = {
  'case.created': 'CasesCreated',
  'case.submitted': 'CasesSubmitted',
  'case.closed': 'CasesClosed',
  'case.withdrawn': 'CasesWithdrawn',
  'case.discarded': 'CasesDiscarded',
  'case.reopened': 'CasesReopened',
  'case.info_requested': 'InfoRequested',
  'document.scanned': 'DocumentsScanned',
  'document.rejected': 'DocumentsRejected',
  'check.completed': 'ChecksCompleted',
  'check.timed_out': 'ChecksTimedOut',
  'proposal.made': 'ProposalsMade',
  'proposal.accepted': 'ProposalsAccepted',
  'proposal.rejected': 'ProposalsRejected',
  'proposal.lapsed': 'ProposalsLapsed',
} as const satisfies Partial<Record<FactType, string>>;

/** What is counted besides facts, with what one count means. */
export const WORK_METRICS = {
  EventsSweptLate: 'an event that only the sweep published',
  MailsSent: 'SES took a mail',
  MailsQuarantined: 'received mail could not be placed',
} as const;

export type MetricName = (typeof FACT_METRICS)[keyof typeof FACT_METRICS] | keyof typeof WORK_METRICS;
