import { type App, Validations } from 'aws-cdk-lib';
import type { StageName } from './stages.ts';

/** Findings of cdk-nag that are meant to be so, each by the path of its resource and its exact id. */
interface Acknowledgement {
  readonly reason: string;
  readonly id: string;
  readonly paths: readonly string[];
  /** @default every stage */
  readonly only?: StageName;
}

const functionPolicy = (name: string) => `Service/Functions/${name}/Role/DefaultPolicy/Resource`;
const route = (name: string) => `Service/PublicApi/Api/${name}/Resource`;
const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;

const IS_DEAD_LETTER_QUEUE =
  'It is a dead-letter queue itself: of a stream, a bus, a schedule or an asynchronous call, which the rule does not see.';
const PUBLIC =
  'Says nothing that is not public: health, the API description and the answer that there is no such route.';
const NOTHING_NARROWER = 'AWS offers no narrower resource for these actions.';
const OBJECT_NAMES = 'Objects get their names while the system runs; the bucket is named, the objects cannot be.';

/** Every accepted finding. At most 12 distinct reasons, or the rules are not ours any more. */
export function acknowledgements(stage: StageName): readonly Acknowledgement[] {
  const objectsOf = (bucketExport: string) => wildcard(`gangway-${stage}-data:ExportsOutputFnGetAtt${bucketExport}/*`);
  const all: readonly Acknowledgement[] = [
    {
      reason: IS_DEAD_LETTER_QUEUE,
      id: 'AwsSolutions-SQS3',
      paths: [
        'Data/BusDeadLetters/Resource',
        'Service/Backbone/Outbox/DeadLetters/Resource',
        'Service/Backbone/DocumentsSweepAbandoned/Resource',
        'Service/Backbone/MailInboundAbandoned/Resource',
        'Service/Backbone/MailSweepAbandoned/Resource',
        'Service/Backbone/TimersSweepAbandoned/Resource',
        'Service/Backbone/OutboxSweepAbandoned/Resource',
      ],
    },
    {
      reason: 'What was signed must stay verifiable: a key is replaced by hand, with the version before it still live.',
      id: 'AwsSolutions-SMG4',
      paths: ['Cursor', 'Callback', 'Reply'].map((key) => `Data/SigningKeys/${key}/Resource`),
    },
    {
      reason:
        'The Plus plan is charged per user; its risk scores are no part of the policy. Passwords and MFA are enforced.',
      id: 'AwsSolutions-COG8',
      paths: ['Service/SignIn/Pool/Resource'],
    },
    {
      reason: 'The sandbox has made-up people only, who sign in from scripts.',
      id: 'AwsSolutions-COG2',
      paths: ['Service/SignIn/Pool/Resource'],
      only: 'sandbox',
    },
    {
      reason: PUBLIC,
      id: 'AwsSolutions-APIG4',
      paths: [
        route('GET--v1--health'),
        route('GET--v1--openapi.json'),
        route('GET--v1--playbooks--schema.json'),
        route('GET--v1--docs'),
        'Service/PublicApi/Fallback/Resource',
      ],
    },
    {
      reason: 'Check providers sign the raw body; the function verifies it in constant time before it reads anything.',
      id: 'AwsSolutions-APIG4',
      paths: [route('POST--v1--provider-callbacks--{provider}')],
    },
    {
      reason: NOTHING_NARROWER,
      id: wildcard('*'),
      paths: ['Service/Functions/Tracing/Resource', 'Service/Workflow/Role/DefaultPolicy/Resource'],
    },
    {
      reason: OBJECT_NAMES,
      id: objectsOf('Documents7E5B2978Arn159F38C5'),
      paths: ['DocumentsApi', 'DocumentsScan', 'DocumentsSweep', 'MailInbound', 'MailSweep'].map(functionPolicy),
    },
    {
      reason: OBJECT_NAMES,
      id: objectsOf('Mail6A3D1F64ArnA87704DD'),
      paths: ['MailInbound', 'MailSweep'].map(functionPolicy),
    },
    {
      reason: 'Executions are named after cases; the state machine is named, the executions cannot be.',
      id: wildcard(
        `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:gangway-${stage}-onboarding:*`,
      ),
      paths: [functionPolicy('WorkflowSignal')],
    },
  ];
  return all.filter(({ only }) => only === undefined || only === stage);
}

/** @throws when a path names no construct: an acknowledgement of something that is gone */
export function acknowledgeFindings(app: App, stage: StageName): void {
  for (const { reason, id, paths } of acknowledgements(stage)) {
    for (const path of paths) {
      const found = app.node.findAll().find((construct) => construct.node.path === path);
      if (!found) throw new Error(`The acknowledgement of ${id} names ${path}, which does not exist.`);
      Validations.of(found).acknowledge({ id: `AwsSolutions::${id}`, reason });
    }
  }
}
