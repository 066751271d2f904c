import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { announcement } from '../../../local/announce.ts';
import { markSeeded, prepareDataFolder } from '../../../local/data-folder.ts';
import { lockDataFolder } from '../../../local/engine-lock.ts';
import { digestSources } from '../../../local/source-digest.ts';
import { readStartOptions } from '../../../local/start-options.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-start-'));
});

describe('the options of a start', () => {
  it('have the documented defaults', () => {
    expect(readStartOptions([], {}, '/root')).toEqual({
      port: 4000,
      dataDir: '/root/.gangway',
      fresh: false,
      seed: true,
    });
  });

  it('come from the environment and the arguments', () => {
    const env = { PORT: '4100', GANGWAY_DATA: '/data/here' };
    expect(readStartOptions(['--fresh', '--no-seed'], env, '/root')).toEqual({
      port: 4100,
      dataDir: '/data/here',
      fresh: true,
      seed: false,
    });
  });

  it.each(['0', 'http', '65536', '4000.5', '65530'])('refuse PORT=%s', (PORT) => {
    expect(() => readStartOptions([], { PORT }, '/root')).toThrow(`PORT is "${PORT}"`);
  });

  it('refuse an argument nobody knows', () => {
    expect(() => readStartOptions(['--frehs'], {}, '/root')).toThrow("Unknown option '--frehs'");
  });
});

describe('the data folder', () => {
  it('is seeded when it was empty, until that has ended', async () => {
    expect(await prepareDataFolder(folder, { fresh: false, seed: true })).toBe(true);
    expect(await prepareDataFolder(folder, { fresh: false, seed: true })).toBe(true);
    writeFileSync(join(folder, 'engine.db'), '');
    markSeeded(folder);
    expect(await prepareDataFolder(folder, { fresh: false, seed: true })).toBe(false);
  });

  it('stays empty when asked, also later', async () => {
    expect(await prepareDataFolder(folder, { fresh: false, seed: false })).toBe(false);
    writeFileSync(join(folder, 'engine.db'), '');
    expect(await prepareDataFolder(folder, { fresh: false, seed: true })).toBe(false);
  });

  it('is emptied by a fresh start', async () => {
    mkdirSync(join(folder, 'objects', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'engine.db'), '');
    expect(await prepareDataFolder(folder, { fresh: true, seed: false })).toBe(false);
    expect(readdirSync(folder)).toEqual(['lock.db']);
  });

  it('in use is neither emptied nor started on', async () => {
    writeFileSync(join(folder, 'engine.db'), '');
    const lock = lockDataFolder(folder);
    await expect(prepareDataFolder(folder, { fresh: true, seed: true })).rejects.toThrow('Gangway is already running');
    lock.release();
    expect(existsSync(join(folder, 'engine.db'))).toBe(true);
  });
});

describe('the digest of the sources', () => {
  it('changes with a file, its time and the app that was made', () => {
    mkdirSync(join(folder, 'infra'));
    mkdirSync(join(folder, 'cdk.out'));
    const seen = new Set([digestSources(folder)]);
    writeFileSync(join(folder, 'infra', 'app.ts'), 'one');
    seen.add(digestSources(folder));
    utimesSync(join(folder, 'infra', 'app.ts'), 1, 1);
    seen.add(digestSources(folder));
    writeFileSync(join(folder, 'cdk.out', 'manifest.json'), '{}');
    seen.add(digestSources(folder));
    expect(seen.size).toBe(4);
    expect(seen).toContain(digestSources(folder));
  });
});

describe('what a start announces', () => {
  it('is where everything is, and every sign-in with its role', () => {
    const lines = announcement('http://127.0.0.1:4000', { public: 4000, aws: 4001, dynamodb: 4002, smtp: 4025 });
    expect(lines).toContain('Mail viewer  http://127.0.0.1:4000/_mail');
    expect(lines).toContain('Mail in      smtp://127.0.0.1:4025');
    expect(lines).toContain('  auditor        abe@gangway.example');
    expect(lines).toContain('  supervisor     sue@gangway.example');
    expect(lines).toContain('  agent          ada@gangway.example');
    expect(lines).toContain('  account-admin  omar@gangway.example');
    expect(lines.filter((line) => line.startsWith('  admin '))).toHaveLength(2);
  });
});
