import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The DynamoDB server of this platform, an optional package that npm installs.
 * @returns absolute path of the executable
 * @throws one sentence when the package for this platform is missing
 */
export function dynoxideBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  const file = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const require = createRequire(import.meta.url);
  const folder = (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(path));
  if (folder && existsSync(join(folder, file))) return join(folder, file);
  throw new Error(
    `${name} is not installed: the local DynamoDB has no build for this platform, or it was left out of the installation.`,
  );
}
