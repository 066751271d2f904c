import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENV } from '../shared/contract/env.ts';
import { median } from './load.ts';

/** What one function weighs and what it costs to load it. */
export interface StartUp {
  readonly name: string;
  readonly bytes: number;
  /** CPU milliseconds of a new process that loads it. */
  readonly cpuMs: number;
}

export interface StartUps {
  /** A handler that does nothing. */
  readonly empty: number;
  readonly functions: readonly StartUp[];
}

const REPEATS = 5;
const SETTINGS = { SHARD_COUNT: '1', PARK_AFTER_SECONDS: '1', CHECK_PROVIDERS: 'sim' };

/** Loads every bundle in a process of its own, in turns, so that a slow moment of the machine meets all of them. */
export function measureStartUps(root: string): StartUps {
  const folder = join(root, 'dist', 'functions');
  const names = readdirSync(folder).sort();
  const pathOf = (name: string) => join(folder, name, 'index.mjs');
  const temporary = mkdtempSync(join(tmpdir(), 'gangway-bench-'));
  try {
    const emptyPath = join(temporary, 'empty.mjs');
    writeFileSync(emptyPath, 'export const handler = async () => {};\n');
    const rounds = Array.from({ length: REPEATS }, () => [emptyPath, ...names.map(pathOf)].map(loadMs));
    const of = (index: number) => median(rounds.map((round) => round[index]!));
    const functions = names.map((name, index) => ({ name, bytes: statSync(pathOf(name)).size, cpuMs: of(index + 1) }));
    return { empty: of(0), functions };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function loadMs(path: string): number {
  const code = `await import(${JSON.stringify(pathToFileURL(path).href)});
    const { user, system } = process.cpuUsage();
    process.stdout.write(String((user + system) / 1000));
    process.exit(0);`;
  const named = Object.fromEntries(Object.keys(ENV).map((name) => [name, 'https://bench.example']));
  const env = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ...named,
    ...SETTINGS,
  };
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${path} does not load: ${result.stderr}`);
  return Number(result.stdout);
}
