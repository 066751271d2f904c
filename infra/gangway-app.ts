import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledgeFindings } from './acknowledgements.ts';
import { DataStack } from './data-stack.ts';
import { FEATURE_FLAGS } from './feature-flags.ts';
import { ServiceStack } from './service-stack.ts';
import type { StageSettings } from './stages.ts';

export interface GangwayAppProps {
  readonly settings: StageSettings;
  /** Folder with one bundle a function, each in a folder of the function's name. */
  readonly bundles: string;
  /** Where the synthesised app goes. */
  readonly outdir: string;
  /** Checks templates against CloudFormation's schemas and cdk-nag; four seconds that a development loop may save. */
  readonly validate: boolean;
}

export interface GangwayApp {
  readonly app: App;
  readonly data: DataStack;
  readonly service: ServiceStack;
}

/** Both stacks of one stage. Needs neither account nor network; account and region are those of whoever deploys. */
export function gangwayApp({ settings, bundles, outdir, validate }: GangwayAppProps): GangwayApp {
  const app = new App({
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: validate,
    postCliContext: { ...FEATURE_FLAGS },
  });
  const stackName = (part: string) => `gangway-${settings.stage}-${part}`;
  const terminationProtection = settings.deletionProtection;
  const data = new DataStack(app, 'Data', { settings, stackName: stackName('data'), terminationProtection });
  const service = new ServiceStack(app, 'Service', { settings, data, bundles, stackName: stackName('service') });
  Tags.of(app).add('app', 'gangway');
  Tags.of(app).add('stage', settings.stage);
  Tags.of(data).add('component', 'data');
  Tags.of(data).add('data-classification', 'confidential');
  Tags.of(service).add('component', 'service');
  if (validate) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    acknowledgeFindings(app, settings.stage);
  }
  return { app, data, service };
}
