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

export async function startFixture(): Promise<FixtureEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-engine-'));
  const recordPath = join(folder, 'recorded.jsonl');
  const cdkOut = join(folder, 'app');
  const dataDir = join(folder, 'data');
  cpSync(FIXTURE_APP, cdkOut, { recursive: true });
  const template = join(cdkOut, 'Service.template.json');
  writeFileSync(
    template,
    readFileSync(template, 'utf8').replace('"RECORD_PATH": "RECORD_PATH"', `"RECORD_PATH": "${recordPath}"`),
  );
  const ports = await freePorts();
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
    recorded() {
      if (!existsSync(recordPath)) return [];
      const lines = readFileSync(recordPath, 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
    },
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
