import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { reasonToInstall } from '../../../local/install.mjs';

let root: string;

const packages = {
  '': { name: 'app' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/anywhere': { version: '1.0.0', optional: true },
};
const lock = (value: unknown) => writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: value }));
const installed = (value: unknown) => {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: value }));
};
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(packages).filter(([name]) => name !== '' && !names.includes(name)));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gangway-install-'));
  lock(packages);
});

describe('an installation', () => {
  it('is needed where there is none', () => {
    expect(reasonToInstall(root, 'linux', 'x64')).toBe('nothing is installed yet');
  });

  it('serves when it is what the lock says', () => {
    installed(without());
    expect(reasonToInstall(root, 'linux', 'x64')).toBeUndefined();
  });

  it('serves without the optional packages of other platforms', () => {
    installed(without('node_modules/linux', 'node_modules/musl', 'node_modules/anywhere'));
    expect(reasonToInstall(root, 'darwin', 'arm64')).toBeUndefined();
  });

  it('serves without optional packages that npm judges itself', () => {
    installed(without('node_modules/musl', 'node_modules/anywhere'));
    expect(reasonToInstall(root, 'linux', 'x64')).toBeUndefined();
  });

  it('is needed when an optional package of this platform is missing', () => {
    installed(without('node_modules/linux'));
    expect(reasonToInstall(root, 'linux', 'x64')).toBe('node_modules/linux is not installed');
  });

  it('is needed when a package is missing, has another version, or is not in the lock', () => {
    installed(without('node_modules/a'));
    expect(reasonToInstall(root, 'linux', 'x64')).toBe('node_modules/a is not installed');
    installed({ ...without(), 'node_modules/a': { version: '0.9.0' } });
    expect(reasonToInstall(root, 'linux', 'x64')).toBe('node_modules/a is 0.9.0, not 1.0.0');
    installed({ ...without(), 'node_modules/b': { version: '1.0.0' } });
    expect(reasonToInstall(root, 'linux', 'x64')).toBe('node_modules/b is not in package-lock.json');
  });
});
