import { ArnFormat, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../shared/contract/functions.ts';
import { EventBackbone } from './constructs/event-backbone.ts';
import { functionOfContext } from './constructs/function-of-context.ts';
import { InboundMail } from './constructs/inbound-mail.ts';
import { mailDnsRecords } from './constructs/mail-dns-records.ts';
import { OutboundMail } from './constructs/outbound-mail.ts';
import { PublicApi } from './constructs/public-api.ts';
import { rightStatements } from './constructs/right-statements.ts';
import { ServiceFunctions } from './constructs/service-functions.ts';
import { serviceLog } from './constructs/service-log.ts';
import { ServiceObservation } from './constructs/service-observation.ts';
import { SignIn } from './constructs/sign-in.ts';
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

type Functions = Readonly<Record<FunctionName, LambdaFunction>>;

/** Everything that can be thrown away and deployed again. */
export class ServiceStack extends Stack {
  private readonly settings: StageSettings;
  private readonly data: DataStack;
  /** Fixed, because functions of the workflow must know the machine that calls them. */
  private readonly stateMachineName: string;

  constructor(scope: Construct, id: string, { settings, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);
    this.settings = settings;
    this.data = data;
    this.stateMachineName = `gangway-${settings.stage}-onboarding`;

    const signIn = new SignIn(this, 'SignIn', settings);
    const accessLog = serviceLog(this, 'AccessLog', settings);
    const api = new PublicApi(this, 'PublicApi', { settings, signIn, accessLog });
    const mail = new OutboundMail(this, 'OutboundMail', settings.mail.domain);
    const backbone = new EventBackbone(this, 'Backbone', {
      data,
      configurationSetName: mail.configurationSet.configurationSetName,
      consumerConcurrency: settings.consumerConcurrency,
    });
    const functions = this.functions(bundles, backbone, mail, api.url);
    backbone.connect(functions);
    api.route(functionOfContext(functions), 'meta');
    const inbound = this.inboundMail(functions, backbone);
    const { stateMachine } = this.workflow(functions);
    const observation = new ServiceObservation(this, 'Observation', {
      settings,
      api: api.api,
      accessLog,
      functions,
      backbone,
      busDeadLetters: data.busDeadLetters,
      machine: stateMachine,
    });

    this.publish({
      ApiUrl: api.url,
      PortalClientId: signIn.portal.userPoolClientId,
      InboundAddress: `onboarding@${settings.mail.inboundDomain}`,
      DashboardUrl: observation.dashboardUrl,
      UserPoolId: signIn.pool.userPoolId,
      IssuerUrl: signIn.pool.userPoolProviderUrl,
      MachineClientId: signIn.machine.userPoolClientId,
      TableName: data.table.tableName,
      StateMachineArn: this.stateMachineArn(),
      ReceiptRuleSetName: inbound.ruleSet.receiptRuleSetName,
      MailDnsRecords: mailDnsRecords(mail.identity, settings.mail).join(' | '),
    });
  }

  private functions(bundles: string, backbone: EventBackbone, mail: OutboundMail, apiUrl: string): Functions {
    const { settings, data } = this;
    const { configurationSetName } = mail.configurationSet;
    const stateMachineArn = this.stateMachineArn();
    const queues = {
      timers: backbone.queue('timers'),
      signals: backbone.queue('signals'),
      sim: backbone.queue('sim'),
      migrations: backbone.queue('migrations'),
    };
    return new ServiceFunctions(this, 'Functions', {
      settings,
      bundles,
      environment: environmentValues({ settings, data, queues, stateMachineArn, configurationSetName, apiUrl }),
      statementsOf: rightStatements(this, {
        data,
        queues,
        stateMachineArn,
        stateMachineName: this.stateMachineName,
        mail: { ...settings.mail, configurationSetName },
      }),
      triggerRights: (name) => backbone.rightsOf(name),
    }).all;
  }

  private inboundMail(functions: Functions, backbone: EventBackbone): InboundMail {
    return new InboundMail(this, 'InboundMail', {
      inboundDomain: this.settings.mail.inboundDomain,
      bucket: this.data.mail,
      receiver: functions['mail-inbound'],
      abandoned: backbone.abandonedBy('mail-inbound'),
    });
  }

  private workflow(functions: Functions): OnboardingWorkflow {
    return new OnboardingWorkflow(this, 'Workflow', {
      stateMachineName: this.stateMachineName,
      logGroup: serviceLog(this, 'WorkflowLog', this.settings),
      functions: {
        plan: functions['workflow-plan'],
        act: functions['workflow-act'],
        await: functions['workflow-await'],
      },
    });
  }

  /** By name and not by reference: the machine refers to its functions already. */
  private stateMachineArn(): string {
    return this.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: this.stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** What people and tools need to know of a deployment. */
  private publish(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
