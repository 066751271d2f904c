/**
 * Every name that a function may read from its environment. `infra` sets exactly the ones that `functions.ts` lists for
 * a function; `readEnv` throws at start when one is missing.
 */
export const ENV = {
  STAGE: 'name of the stage: sandbox or production',
  TABLE_NAME: 'the one table',
  DOCUMENT_BUCKET_NAME: 'documents of cases',
  MAIL_BUCKET_NAME: 'raw inbound mail',
  EVENT_BUS_NAME: 'the bus that case events are published on',
  STATE_MACHINE_ARN: 'the onboarding workflow',
  TIMER_QUEUE_URL: 'due timers of cases',
  SIGNAL_QUEUE_URL: 'cases whose workflow should look again',
  MIGRATION_QUEUE_URL: 'migrations whose next batch is to be done',
  SIM_QUEUE_URL: 'answers that the simulated check provider will give later',
  CURSOR_KEY_SECRET_ID: 'secret that signs list cursors',
  CALLBACK_KEY_SECRET_ID: 'secret that signs provider callbacks',
  REPLY_KEY_SECRET_ID: 'secret that signs reply addresses of mail',
  CONFIGURATION_SET_NAME: 'SES configuration set of outbound mail',
  SENDER_ADDRESS: 'From address of outbound mail',
  INBOUND_DOMAIN: 'domain that receives mail',
  PORTAL_URL: 'where links in mail lead',
  CALLBACK_URL: 'address of POST /v1/provider-callbacks, without the provider',
  CHECK_PROVIDERS: 'comma-separated providers that this stage may ask, or none; others become manual tasks',
  SHARD_COUNT: 'partitions of each staff list and work index, 1 to 10',
  PARK_AFTER_SECONDS: 'a wait of the workflow longer than this ends the execution until something happens',
} as const;
export type EnvName = keyof typeof ENV;
