/** Names that `GANGWAY_STAGE` and `--stage` accept. */
export const STAGES = ['sandbox', 'production'] as const;
export type StageName = (typeof STAGES)[number];

/** Everything that differs between two deployments. Nothing about a stage is written anywhere else. */
export interface StageSettings {
  readonly stage: StageName;
  /** A key of our own for table, buckets and secrets; otherwise the keys that AWS keeps for us. */
  readonly customerManagedKey: boolean;
  /** CloudFormation may not replace or delete table and user pool. */
  readonly deletionProtection: boolean;
  /** How far back the table can be restored, 1 to 35 days. */
  readonly restorableDays: number;
  /** Log groups go with their stack; data never does, whatever the stage. */
  readonly keepLogs: boolean;
  /** One of the retentions that CloudWatch Logs offers. */
  readonly logRetentionDays: 7 | 30 | 90 | 365;
  /** A wait of the workflow longer than this ends the execution until something happens. */
  readonly parkAfterDays: number;
  /** Partitions of each staff list and work index, 1 to 10. */
  readonly shardCount: number;
  /** Check providers that may be asked; a check of any other provider is a manual task. */
  readonly checkProviders: readonly string[];
  readonly mail: {
    /** Domain that SES signs for and sends from. */
    readonly domain: string;
    /** From address of outbound mail. */
    readonly sender: string;
    /** Domain whose MX record points to SES. */
    readonly inboundDomain: string;
  };
  readonly portal: {
    /** Where links in mail lead. */
    readonly url: string;
    /** Origins that browsers may call the API and the document bucket from. */
    readonly origins: readonly string[];
    /** Where the sign-in page may send people back to. */
    readonly callbackUrls: readonly string[];
  };
  readonly signIn: {
    /** Sign-in by password without a browser, for `npm run token`; never where customers are. */
    readonly passwordFlows: boolean;
    readonly mfaRequired: boolean;
  };
  /** Requests per second over all callers; the gateway answers 429 above. */
  readonly throttling: { readonly ratePerSecond: number; readonly burst: number };
  /** Invocations of one consumer at a time, 2 to 1000. */
  readonly consumerConcurrency: number;
  readonly alarms: AlarmThresholds;
}

/** From where on an alarm goes off. Sums are over five minutes. */
export interface AlarmThresholds {
  readonly functionErrors: number;
  readonly functionThrottles: number;
  readonly queueAgeSeconds: number;
  readonly streamAgeSeconds: number;
  readonly api5xx: number;
  /** Shares of sent mail, 0 to 1; SES reviews an account at 0.05 bounces and 0.001 complaints. */
  readonly bounceRate: number;
  readonly complaintRate: number;
  /** Prefix of the runbook links in alarm descriptions: a URL once the repository is published. */
  readonly runbooksAt: string;
}

const sandbox: StageSettings = {
  stage: 'sandbox',
  customerManagedKey: false,
  deletionProtection: false,
  restorableDays: 7,
  keepLogs: false,
  logRetentionDays: 30,
  parkAfterDays: 20,
  shardCount: 1,
  checkProviders: ['sim'],
  mail: {
    domain: 'sandbox.gangway.example',
    sender: 'onboarding@sandbox.gangway.example',
    inboundDomain: 'in.sandbox.gangway.example',
  },
  portal: {
    url: 'http://localhost:5173',
    origins: ['http://localhost:5173', 'http://127.0.0.1:5173'],
    callbackUrls: ['http://localhost:5173/signed-in'],
  },
  signIn: { passwordFlows: true, mfaRequired: false },
  throttling: { ratePerSecond: 2000, burst: 4000 },
  consumerConcurrency: 5,
  alarms: {
    functionErrors: 1,
    functionThrottles: 1,
    queueAgeSeconds: 600,
    streamAgeSeconds: 120,
    api5xx: 1,
    bounceRate: 0.05,
    complaintRate: 0.001,
    runbooksAt: 'docs/runbooks',
  },
};

const production: StageSettings = {
  stage: 'production',
  customerManagedKey: true,
  deletionProtection: true,
  restorableDays: 35,
  keepLogs: true,
  logRetentionDays: 365,
  parkAfterDays: 20,
  shardCount: 4,
  checkProviders: [],
  mail: {
    domain: 'gangway.example',
    sender: 'onboarding@gangway.example',
    inboundDomain: 'in.gangway.example',
  },
  portal: {
    url: 'https://onboarding.gangway.example',
    origins: ['https://onboarding.gangway.example'],
    callbackUrls: ['https://onboarding.gangway.example/signed-in'],
  },
  signIn: { passwordFlows: false, mfaRequired: true },
  throttling: { ratePerSecond: 2000, burst: 4000 },
  consumerConcurrency: 50,
  alarms: {
    functionErrors: 1,
    functionThrottles: 1,
    queueAgeSeconds: 300,
    streamAgeSeconds: 60,
    api5xx: 1,
    bounceRate: 0.03,
    complaintRate: 0.0008,
    runbooksAt: 'docs/runbooks',
  },
};

const SETTINGS: Readonly<Record<StageName, StageSettings>> = { sandbox, production };

/** @throws one sentence when there is no such stage */
export function stageSettings(name: string): StageSettings {
  const settings = Object.entries(SETTINGS).find(([stage]) => stage === name)?.[1];
  if (!settings) throw new Error(`There is no stage ${name}; the stages are ${STAGES.join(' and ')}.`);
  return settings;
}
