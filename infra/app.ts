import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gangwayApp } from './gangway-app.ts';
import { stageSettings } from './stages.ts';

const root = join(import.meta.dirname, '..');
const bundles = join(root, 'dist', 'functions');

if (!existsSync(bundles))
  throw new Error('The functions are not bundled yet: run "npm run synth" or "npm run deploy".');

gangwayApp({
  settings: stageSettings(process.env['GANGWAY_STAGE'] ?? 'sandbox'),
  bundles,
  outdir: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'),
  validate: process.env['CDK_VALIDATION'] !== 'false',
}).app.synth();
