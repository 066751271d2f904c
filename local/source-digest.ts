import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the synthesised app is made from, and the app itself, so that one written for another stage is noticed. */
const SOURCES = ['infra', 'functions', 'shared', 'cdk.json', 'package-lock.json', 'cdk.out/manifest.json'];

/** A digest of names, sizes and times of everything that decides what `cdk.out` should be. */
export function digestSources(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) for (const line of describe(root, source)) hash.update(line);
  return hash.digest('hex');
}

function describe(root: string, path: string): string[] {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [`${path} missing\n`];
  const stat = statSync(absolute);
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}\n`];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => describe(root, join(path, name)));
}
