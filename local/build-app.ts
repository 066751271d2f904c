import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestSources } from './source-digest.ts';

/**
 * Bundles the functions and synthesises the app into `cdk.out` unless it is there already for these very sources.
 * Template validation (4 s) is left to `npm run synth` and the tests.
 * @returns absolute path of `cdk.out`
 * @throws when the synthesis fails; what it printed has been shown
 */
export function buildApp(root: string): string {
  const cdkOut = join(root, 'cdk.out');
  const noted = join(root, 'dist', 'sources.digest');
  if (existsSync(noted) && readFileSync(noted, 'utf8') === digestSources(root)) return cdkOut;
  const env = { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: cdkOut };
  const result = spawnSync(process.execPath, ['infra/synth.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error('The app could not be synthesised: see above.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(noted, digestSources(root));
  return cdkOut;
}
