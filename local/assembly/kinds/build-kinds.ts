import type { ResourceKind } from '../resource-kinds.ts';

const RIGHTS = 'rights are not evaluated on one machine';

/** Functions, the workflow and the rights they would have. */
export const BUILD_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::Lambda::Function': {
    identify(naming) {
      const name = naming.name('FunctionName');
      const arn = naming.arn('lambda', `function:${name}`);
      return { physicalId: name, arn, attributes: { Arn: arn } };
    },
  },
  'AWS::Lambda::EventSourceMapping': {
    identify: (naming) => ({ physicalId: naming.uuid(), attributes: { Id: naming.uuid() } }),
  },
  'AWS::Lambda::EventInvokeConfig': { identify: (naming) => ({ physicalId: naming.uuid() }) },
  'AWS::Lambda::Permission': { ignored: RIGHTS, identify: (naming) => ({ physicalId: naming.token(12) }) },
  'AWS::StepFunctions::StateMachine': {
    identify(naming) {
      const name = naming.name('StateMachineName');
      const arn = naming.arn('states', `stateMachine:${name}`);
      return { physicalId: arn, arn, attributes: { Arn: arn, Name: name } };
    },
  },
  'AWS::IAM::Role': {
    ignored: RIGHTS,
    identify(naming) {
      const name = naming.name('RoleName');
      const arn = `arn:aws:iam::${naming.place.accountId}:role/${name}`;
      return { physicalId: name, arn, attributes: { Arn: arn, RoleId: naming.token(20).toUpperCase() } };
    },
  },
  'AWS::IAM::Policy': { ignored: RIGHTS, identify: (naming) => ({ physicalId: naming.name('PolicyName') }) },
  'AWS::IAM::ManagedPolicy': {
    ignored: RIGHTS,
    identify(naming) {
      const arn = `arn:aws:iam::${naming.place.accountId}:policy/${naming.name('ManagedPolicyName')}`;
      return { physicalId: arn, arn, attributes: { PolicyArn: arn } };
    },
  },
  'AWS::CDK::Metadata': {
    ignored: 'usage reporting of the CDK itself',
    identify: (naming) => ({ physicalId: naming.token(8) }),
  },
};
