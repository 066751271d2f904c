import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { StageName } from '../../infra/stages.ts';
import { FUNCTIONS } from '../../shared/contract/functions.ts';

/** A resource of a synthesised template. */
export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties of CloudFormation resources have no common shape
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Resources by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

export interface Synthesised {
  readonly data: Resources;
  readonly service: Resources;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

/**
 * Both stacks of a stage, with one-line bundles and without validation. Importing the CDK takes seconds, so that what was
 * synthesised from the same sources is kept in the machine's temporary folder, under the digest of these sources.
 */
export async function synthesised(stage: StageName): Promise<Synthesised> {
  const kept = join(tmpdir(), `gangway-infra-${sourceDigest()}-${stage}`);
  if (!existsSync(kept)) await keep(stage, kept);
  const template = (stack: string) => JSON.parse(readFileSync(join(kept, `${stack}.template.json`), 'utf8'));
  const service = template('Service');
  return { data: template('Data').Resources, service: service.Resources, outputs: service.Outputs };
}

/** Test files run at the same time: whoever is first to rename has written it, whole. */
async function keep(stage: StageName, kept: string): Promise<void> {
  const outdir = await synthesise(stage, false);
  try {
    renameSync(outdir, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  } finally {
    rmSync(dirname(outdir), { recursive: true });
  }
}

/** @returns folder of the synthesised app, in a temporary folder of its own that is the caller's to remove */
export async function synthesise(stage: StageName, validate: boolean): Promise<string> {
  const [{ gangwayApp }, { stageSettings }] = await Promise.all([
    import('../../infra/gangway-app.ts'),
    import('../../infra/stages.ts'),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'gangway-infra-'));
  const bundles = join(folder, 'bundles');
  for (const name of Object.keys(FUNCTIONS)) writeBundle(join(bundles, name), name);
  const outdir = join(folder, 'cdk.out');
  gangwayApp({ settings: stageSettings(stage), bundles, outdir, validate }).app.synth();
  return outdir;
}

function writeBundle(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.mjs'), `export const handler = async () => '${name}';\n`);
}

function sourceDigest(): string {
  const root = join(import.meta.dirname, '..', '..');
  const sources = globSync(['infra/**/*.ts', 'shared/contract/**/*.ts', 'shared/domain/**/*.ts', 'package-lock.json'], {
    cwd: root,
  });
  const digest = createHash('sha256');
  for (const path of sources.sort()) digest.update(path).update(readFileSync(join(root, path)));
  return digest.digest('hex').slice(0, 16);
}
