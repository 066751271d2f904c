import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildResult, build, type OutputFile } from 'esbuild';
import { FUNCTIONS } from '../shared/contract/functions.ts';
import { environmentCredentials } from './environment-credentials.ts';
import { unusedSdk } from './unused-sdk.ts';

export interface BundleOptions {
  /** Repository root; entries are relative to it. */
  readonly root: string;
  /** Gets `functions/<name>/index.mjs`, `maps/<name>.mjs.map` and `meta.json`. */
  readonly outdir: string;
  /** @default the functions of the contract */
  readonly functions?: Readonly<Record<string, { readonly entry: string }>>;
}

/** What came of it: bytes of each bundle, by function. */
export type BundleSizes = Readonly<Record<string, number>>;

/** Packages in CommonJS call `require`, which a module does not have. */
const REQUIRE_BANNER =
  "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);\n";
/** In a bundle that still calls `require` at run time, esbuild leaves this text. */
const REQUIRES = 'Dynamic require of';

/**
 * Bundles all functions in one run of esbuild, with the SDK and without source maps inside, so that what is deployed is
 * what runs locally.
 *
 * @throws one sentence listing the functions whose entry does not exist
 */
export async function bundleFunctions({ root, outdir, functions = FUNCTIONS }: BundleOptions): Promise<BundleSizes> {
  requireEntries(root, functions);
  const result = await run(root, functions);
  rmSync(join(outdir, 'functions'), { recursive: true, force: true });
  rmSync(join(outdir, 'maps'), { recursive: true, force: true });
  const sizes = Object.keys(functions).map((name) => [name, writeBundle(result.outputFiles, outdir, name)] as const);
  write(join(outdir, 'meta.json'), JSON.stringify(result.metafile));
  return Object.fromEntries(sizes);
}

function requireEntries(root: string, functions: NonNullable<BundleOptions['functions']>): void {
  const missing = Object.entries(functions).filter(([, { entry }]) => !existsSync(join(root, entry)));
  if (missing.length === 0) return;
  const list = missing.map(([name, { entry }]) => `${name} (${entry})`).join(', ');
  throw new Error(`These functions have no entry file: ${list}.`);
}

async function run(root: string, functions: NonNullable<BundleOptions['functions']>) {
  return build({
    absWorkingDir: root,
    entryPoints: Object.entries(functions).map(([name, { entry }]) => ({ in: entry, out: name })),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Names of errors are a contract with the retries of the workflow and with log queries.
    keepNames: true,
    legalComments: 'none',
    charset: 'utf8',
    sourcemap: 'external',
    metafile: true,
    plugins: [environmentCredentials, unusedSdk],
    logLevel: 'warning',
  }) satisfies Promise<BuildResult>;
}

/** @returns bytes of the bundle */
function writeBundle(files: readonly OutputFile[], outdir: string, name: string): number {
  const file = (suffix: string) => files.find(({ path }) => path.endsWith(`/${name}${suffix}`))!;
  const code = file('.mjs').text;
  const whole = code.includes(REQUIRES) ? REQUIRE_BANNER + code : code;
  write(join(outdir, 'functions', name, 'index.mjs'), whole);
  write(join(outdir, 'maps', `${name}.mjs.map`), file('.mjs.map').text);
  return Buffer.byteLength(whole);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const sizes = await bundleFunctions({ root, outdir: join(root, 'dist') });
  const kilobytes = Object.values(sizes).map((bytes) => Math.round(bytes / 1024));
  process.stdout.write(`Bundled ${kilobytes.length} functions, the largest has ${Math.max(...kilobytes)} KB.\n`);
}
