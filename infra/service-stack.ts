import { ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { EventBackbone } from './constructs/event-backbone.ts';
import { functionOfContext } from './constructs/function-of-context.ts';
import { InboundMail } from './constructs/inbound-mail.ts';
import { mailDnsRecords } from './constructs/mail-dns-records.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { OutboundMail } from './constructs/outbound-mail.ts';
import { PublicApi } from './constructs/public-api.ts';
import { rightStatements } from './constructs/right-statements.ts';
import { ServiceFunctions } from './constructs/service-functions.ts';
import { serviceLog } from './constructs/service-log.ts';
import { SignIn } from './constructs/sign-in.ts';
import { watchEverything } from './constructs/watch-everything.ts';
import type { DataStack } from './data-stack.ts';
import { environmentValues } from './environment-values.ts';
import type { StageSettings } from './stages.ts';
import { OnboardingWorkflow } from './workflow/onboarding-workflow.ts';

export interface ServiceStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  /** Folder with one bundle a function, each in a folder of the function's name. */
  readonly bundles: string;
}

/** Everything that can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const stateMachineName = `gangway-${settings.stage}-onboarding`;
    const stateMachineArn = this.stateMachineArn(stateMachineName);

    const signIn = new SignIn(this, 'SignIn', settings);
    const api = new PublicApi(this, 'PublicApi', {
      settings,
      signIn,
      accessLog: serviceLog(this, 'AccessLog', settings),
    });
    const mail = new OutboundMail(this, 'OutboundMail', settings.mail.domain);
    const { configurationSetName } = mail.configurationSet;
    const backbone = new EventBackbone(this, 'Backbone', {
      data,
      configurationSetName,
      consumerConcurrency: settings.consumerConcurrency,
    });
    const queues = { timers: backbone.queue('timers'), signals: backbone.queue('signals'), sim: backbone.queue('sim') };
    const functions = new ServiceFunctions(this, 'Functions', {
      settings,
      bundles,
      environment: environmentValues({
        settings,
        data,
        queues,
        stateMachineArn,
        configurationSetName,
        apiUrl: api.url,
      }),
      statementsOf: rightStatements(this, {
        data,
        queues,
        stateMachineArn,
        stateMachineName,
        mail: { ...settings.mail, configurationSetName },
      }),
      triggerRights: (name) => backbone.rightsOf(name),
    }).all;

    backbone.connect(functions);
    api.route(functionOfContext(functions), 'meta');
    const inbound = new InboundMail(this, 'InboundMail', {
      inboundDomain: settings.mail.inboundDomain,
      bucket: data.mail,
      receiver: functions['mail-inbound'],
      abandoned: backbone.abandonedBy('mail-inbound'),
    });
    const workflow = new OnboardingWorkflow(this, 'Workflow', {
      stateMachineName,
      logGroup: serviceLog(this, 'WorkflowLog', settings),
      functions: {
        plan: functions['workflow-plan'],
        act: functions['workflow-act'],
        await: functions['workflow-await'],
      },
    });
    const alarms = new Alarms(this, 'Alarms', settings.alarms);
    watchEverything(alarms, { data, backbone, functions, workflow, api });
    const dashboard = new OperationsDashboard(this, 'Dashboard', {
      stage: settings.stage,
      alarms,
      api: api.api,
      functions,
      backbone,
      machine: workflow.stateMachine,
    });
    this.publish({
      ApiUrl: api.url,
      PortalClientId: signIn.portal.userPoolClientId,
      InboundAddress: `onboarding@${settings.mail.inboundDomain}`,
      DashboardUrl: dashboard.url,
      UserPoolId: signIn.pool.userPoolId,
      IssuerUrl: signIn.pool.userPoolProviderUrl,
      MachineClientId: signIn.machine.userPoolClientId,
      TableName: data.table.tableName,
      StateMachineArn: stateMachineArn,
      ReceiptRuleSetName: inbound.ruleSet.receiptRuleSetName,
      MailDnsRecords: mailDnsRecords(mail.identity, settings.mail).join(' | '),
    });
  }

  /** What people and tools need to know of a deployment. */
  private publish(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  private stateMachineArn(resourceName: string): string {
    return this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
