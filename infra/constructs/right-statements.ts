import { Aws, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { DataStack } from '../data-stack.ts';
import type { Right } from './function-rights.ts';

/** What rights are about. */
export interface RightResources {
  readonly data: DataStack;
  readonly queues: { readonly timers: Queue; readonly signals: Queue; readonly sim: Queue; readonly migrations: Queue };
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly mail: { readonly domain: string; readonly sender: string; readonly configurationSetName: string };
}

/** Playbooks, their list, who calls, and keys of commands: nothing of a case. */
const PLAYBOOK_KEYS = ['PLAYBOOK#*', 'PLAYBOOKS', 'PRINCIPAL#*', 'IDEM#*'];

/** Migrations with what they know of cases. */
const MIGRATION_KEYS = ['MIGRATION#*'];

/** Builds the statements of a right; every action and every resource is spelled out. */
export function rightStatements(stack: Stack, resources: RightResources): (right: Right) => PolicyStatement[] {
  const { data, queues } = resources;
  const allow = (actions: string[], ...arns: string[]): PolicyStatementProps => ({ actions, resources: arns });
  /** Only items whose partition key is like one of these. */
  const only = (keys: readonly string[], actions: string[], arn: string): PolicyStatementProps => ({
    ...allow(actions, arn),
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
  });
  const index = (name: string) => `${data.table.tableArn}/index/${name}`;
  // Without the right to list, S3 answers 403 for an object that is not there, and nobody can tell the two apart.
  const read = (bucket: Bucket) => [
    allow(['s3:GetObject', 's3:GetObjectVersion'], bucket.arnForObjects('*')),
    allow(['s3:ListBucket'], bucket.bucketArn),
  ];
  const send = (queue: Queue) => [allow(['sqs:SendMessage'], queue.queueArn)];
  const secret = (secretArn: string) => [allow(['secretsmanager:GetSecretValue'], secretArn)];

  const statements: Readonly<Record<Right, PolicyStatementProps[]>> = {
    'read-cases': [allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], data.table.tableArn)],
    'change-cases': [
      allow(
        ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        data.table.tableArn,
      ),
    ],
    'read-playbooks': [
      only(PLAYBOOK_KEYS, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], data.table.tableArn),
    ],
    'change-playbooks': [only(PLAYBOOK_KEYS, ['dynamodb:PutItem'], data.table.tableArn)],
    'read-migrations': [only(MIGRATION_KEYS, ['dynamodb:GetItem', 'dynamodb:Query'], data.table.tableArn)],
    'change-migrations': [only(MIGRATION_KEYS, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], data.table.tableArn)],
    'search-lists': [allow(['dynamodb:Query'], index('gsi1'), index('gsi2'))],
    'search-due-work': [allow(['dynamodb:Query'], index('gsi1'))],
    'mark-published': [allow(['dynamodb:UpdateItem'], data.table.tableArn)],
    'publish-events': [allow(['events:PutEvents'], data.bus.eventBusArn)],
    'sign-uploads': [allow(['s3:PutObject'], data.documents.arnForObjects('*'))],
    'store-documents': [allow(['s3:PutObject'], data.documents.arnForObjects('*'))],
    'read-documents': read(data.documents),
    'list-documents': [allow(['s3:ListBucketVersions'], data.documents.bucketArn)],
    'read-received-mail': read(data.mail),
    'list-received-mail': [allow(['s3:ListBucketVersions'], data.mail.bucketArn)],
    'send-mail': [sendMail(stack, resources.mail)],
    'send-timers': send(queues.timers),
    'send-signals': send(queues.signals),
    'send-sim-answers': send(queues.sim),
    'send-migrations': send(queues.migrations),
    'start-runs': [
      allow(['states:StartExecution'], resources.stateMachineArn),
      allow(['states:DescribeExecution'], executionsOf(stack, resources.stateMachineName)),
    ],
    'answer-tasks': [allow(['states:SendTaskSuccess'], resources.stateMachineArn)],
    'read-cursor-key': secret(data.signingKeys.cursor.secretArn),
    'read-callback-key': secret(data.signingKeys.callback.secretArn),
    'read-reply-key': secret(data.signingKeys.reply.secretArn),
  };
  return (right) => statements[right].map((props) => new PolicyStatement(props));
}

function sendMail(stack: Stack, mail: RightResources['mail']): PolicyStatementProps {
  const arn = (resource: string, resourceName: string) => stack.formatArn({ service: 'ses', resource, resourceName });
  return {
    actions: ['ses:SendRawEmail'],
    resources: [arn('identity', mail.domain), arn('configuration-set', mail.configurationSetName)],
    conditions: { StringEquals: { 'ses:FromAddress': mail.sender } },
  };
}

function executionsOf(stack: Stack, stateMachineName: string): string {
  return `arn:${Aws.PARTITION}:states:${stack.region}:${stack.account}:execution:${stateMachineName}:*`;
}
