import type { Plugin } from 'esbuild';

const CHAIN = '@aws-sdk/credential-provider-node';
const NAMESPACE = 'environment-credentials';

/**
 * A function's credentials are always in its environment. The SDK's default chain would also look for profiles, single
 * sign-on, web identities and instance metadata: 97 KB of every bundle that could only ever slow a start down.
 */
export const environmentCredentials: Plugin = {
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${CHAIN}$`) }, ({ resolveDir }) => ({
      path: CHAIN,
      namespace: NAMESPACE,
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: String(pluginData),
    }));
  },
};
