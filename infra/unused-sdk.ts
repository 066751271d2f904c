import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const DISCOVERY = '@aws-sdk/middleware-endpoint-discovery';
const NAMESPACE = 'unused-sdk';

/**
 * Leaves out what clients bring along and no call of ours reaches: the discovery of endpoints (only other services have
 * it), event streams (no operation that we call has one; loaded on demand, so that the name is enough), and all of the
 * clients' package files but their version.
 */
export const unusedSdk: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: new RegExp(`^${DISCOVERY}$`) }, () => ({ path: DISCOVERY, namespace: NAMESPACE }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
      contents: `export const resolveEndpointDiscoveryConfig = (config) => config;
        export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
          environmentVariableSelector: () => undefined, configFileSelector: () => undefined, default: undefined };`,
    }));
    build.onLoad({ filter: /@aws-sdk\/client-[a-z0-9-]+\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
