import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDynamodbCall, type DynamodbCall } from '../../../local/dynamodb/dynamodb-call.ts';
import { type Engine, startEngine } from '../../../local/engine.ts';
import type { EnginePorts } from '../../../local/parts.ts';

export const FIXTURE_APP = join(dirname(dirname(fileURLToPath(import.meta.url))), 'fixtures', 'app');
export const FIXTURE_TABLE = 'fixture-data-table';
export const FIXTURE_RECORDER = 'fixture-service-recorder';

/** The hand-made app of `test/local/fixtures/app` on a data folder of its own. */
export interface FixtureEngine {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly call: DynamodbCall;
  readonly logged: string[];
  /** Events that the recorder function has seen, oldest first. */
  recorded(): Record<string, unknown>[];
  /** Closes the engine and starts another one on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A data folder, a copy of the app that records into it, and free ports: what an engine needs. */
export interface FixtureSettings {
  readonly folder: string;
  readonly dataDir: string;
  readonly cdkOut: string;
  readonly ports: EnginePorts;
}

const recordPathIn = (folder: string) => join(folder, 'recorded.jsonl');

export async function prepareFixture(): Promise<FixtureSettings> {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-engine-'));
  const cdkOut = join(folder, 'app');
  cpSync(FIXTURE_APP, cdkOut, { recursive: true });
  const template = join(cdkOut, 'Service.template.json');
  const recording = `"RECORD_PATH": "${recordPathIn(folder)}"`;
  writeFileSync(template, readFileSync(template, 'utf8').replace('"RECORD_PATH": "RECORD_PATH"', recording));
  return { folder, dataDir: join(folder, 'data'), cdkOut, ports: await freePorts() };
}

/** Starts an engine, on what an earlier one left where settings are given. */
export async function startFixture(given?: FixtureSettings): Promise<FixtureEngine> {
  const { folder, dataDir, cdkOut, ports } = given ?? (await prepareFixture());
  const logged: string[] = [];
  const start = () => startEngine({ dataDir, cdkOut, ports, machineNow: Date.now, log: (line) => logged.push(line) });
  let engine = await start();
  return {
    get engine() {
      return engine;
    },
    dataDir,
    call: createDynamodbCall(`http://127.0.0.1:${ports.dynamodb}`),
    logged,
    recorded: () => recordedIn(folder),
    async restart() {
      await engine.close();
      engine = await start();
    },
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function recordedIn(folder: string): Record<string, unknown>[] {
  if (!existsSync(recordPathIn(folder))) return [];
  const lines = readFileSync(recordPathIn(folder), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

export async function freePorts(): Promise<EnginePorts> {
  const servers = await Promise.all([1, 2, 3, 4].map(() => openServer()));
  const [first, second, third, fourth] = servers.map(({ port }) => port) as [number, number, number, number];
  await Promise.all(servers.map(({ close }) => close()));
  return { public: first, aws: second, dynamodb: third, smtp: fourth };
}

function openServer(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer();
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as { port: number }).port, close }));
  });
}
