import { join } from 'node:path';
import { bundleFunctions } from './bundle-functions.ts';

/** `npm run synth`: bundles the functions, then writes `cdk.out` for the stage in `GANGWAY_STAGE`. */
const root = join(import.meta.dirname, '..');

await bundleFunctions({ root, outdir: join(root, 'dist') });
await import('./app.ts');
