import type { ResolvedResource } from '../parts.ts';
import type { FunctionConfig } from './function-config.ts';

/** Functions that may run for this long work on bytes and may block a thread, so they keep away from the others. */
const LONG_SECONDS = 60;

/**
 * Decides which functions share a thread. A thread for each function of a service with 24 of them holds 900 MB under
 * load, three threads hold 300 MB, at the same CPU time per invocation: requests, their follow-up, and long work.
 */
export function createThreadChoice(resources: readonly ResolvedResource[]): (config: FunctionConfig) => string {
  const integrations = resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Integration');
  const uris = integrations.map(({ properties }) => String(properties.IntegrationUri));
  return (config) => {
    if (config.timeoutSeconds >= LONG_SECONDS) return 'long';
    return uris.some((uri) => uri.includes(config.arn)) ? 'requests' : 'follow-up';
  };
}
