import type { Place } from './assembly/naming.ts';

/** What tools ask a running engine about itself: where it answers, and the outputs of its stacks. */
export interface EngineSystem {
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly dynamodbUrl: string;
  readonly region: string;
  readonly tableName: string | undefined;
  readonly userPoolId: string | undefined;
  readonly portalClientId: string | undefined;
  /** All outputs of all stacks by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** @param outputs by stack, then by output name */
export function describeSystem(
  outputs: Readonly<Record<string, Readonly<Record<string, string>>>>,
  place: Place & { readonly dynamodbUrl: string },
): EngineSystem {
  const all: Record<string, string> = Object.assign({}, ...Object.values(outputs));
  return {
    apiUrl: place.publicUrl,
    awsUrl: place.awsUrl,
    dynamodbUrl: place.dynamodbUrl,
    region: place.region,
    tableName: all['TableName'],
    userPoolId: all['UserPoolId'],
    portalClientId: all['PortalClientId'],
    outputs: all,
  };
}
