import type { RunningSystem } from './running-system.ts';

/** Outputs as `cdk deploy --outputs-file` writes them: by stack, then by name. */
type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads a deployment's outputs file. @throws when an output that the tools need is missing */
export function systemFromOutputs(outputs: Outputs): RunningSystem {
  const all = Object.assign({}, ...Object.values(outputs)) as Record<string, string>;
  const read = (name: string): string => {
    const value = all[name];
    if (value === undefined) throw new Error(`the outputs have no ${name}`);
    return value;
  };
  const userPoolId = read('UserPoolId');
  return {
    apiUrl: read('ApiUrl'),
    tableName: read('TableName'),
    userPoolId,
    portalClientId: read('PortalClientId'),
    region: userPoolId.slice(0, userPoolId.indexOf('_')),
  };
}
