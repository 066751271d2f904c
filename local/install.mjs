// Runs before every npm script, on whatever Node the machine has (18 or newer), hence plain JavaScript and no packages.
// Installs when node_modules is missing or is not what package-lock.json says. Everything it prints goes to stderr, so
// that a script's own output can be piped.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Why an installation does not serve; undefined when it does.
 * @param {string} root folder with package-lock.json
 */
export function reasonToInstall(root, platform = process.platform, arch = process.arch) {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return 'nothing is installed yet';
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedPath);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const present = installed[path];
    if (!present && !mayBeMissing(entry, platform, arch)) return `${path} is not installed`;
    if (present && present.version !== entry.version) return `${path} is ${present.version}, not ${entry.version}`;
  }
  const extra = Object.keys(installed).find((path) => !(path in wanted));
  return extra && `${extra} is not in package-lock.json`;
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/**
 * Optional packages may be left out, except those made for exactly this platform: Node 24 and the DynamoDB server are
 * among them. Which C library this machine has, npm knows better.
 */
function mayBeMissing(entry, platform, arch) {
  const isForHere = entry.os && entry.cpu && allows(entry.os, platform) && allows(entry.cpu, arch) && !entry.libc;
  return Boolean(entry.optional) && !isForHere;
}

function allows(list, value) {
  if (!list) return true;
  return list.includes(value) || (list.every((entry) => entry.startsWith('!')) && !list.includes(`!${value}`));
}

/** @returns the exit code of `npm ci`, with the Node and the npm that run this script's npm */
function install(root) {
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const [command, args] = npm ? [node, [npm, 'ci', '--loglevel=error']] : ['npm', ['ci', '--loglevel=error']];
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const reason = reasonToInstall(root);
  if (reason) {
    console.error(`Installing, because ${reason} …`);
    process.exitCode = install(root);
  }
}
