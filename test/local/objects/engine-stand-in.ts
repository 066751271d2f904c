import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AwsEvent, EngineContext, InvocationResult, ResolvedResource, WireService } from '../../../local/parts.ts';

/** An engine that does nothing but remember: for the services at its edge, each test on its own data folder. */
export interface StandIn {
  readonly context: EngineContext;
  readonly events: AwsEvent[];
  readonly invocations: { functionName: string; event: unknown }[];
  /** Moves the engine's clock. */
  advance(ms: number): void;
  /** The same folder and clock as after a crash: new connection, nothing remembered in memory. */
  restarted(): StandIn;
}

const folders = new Set<string>();
// A child process that a test started uses this file too; there the test removes the folder.
if (process.env['VITEST']) {
  const { afterAll } = await import('vitest');
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

/** An empty data folder that goes when the tests of the file are over. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-edge-'));
  folders.add(folder);
  return folder;
}

export const noon = Date.parse('2026-03-02T12:00:00Z');

interface Setting {
  readonly resources: readonly ResolvedResource[];
  readonly dataDir?: string;
  readonly startAt?: number;
  readonly publicUrl?: string;
  readonly onEmit?: (event: AwsEvent) => void;
}

export function standIn(setting: Setting): StandIn {
  const dataDir = setting.dataDir ?? newDataDir();
  const database = new DatabaseSync(join(dataDir, 'engine.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  let now = setting.startAt ?? noon;
  const events: AwsEvent[] = [];
  const invocations: { functionName: string; event: unknown }[] = [];
  const context: EngineContext = {
    clock: { now: () => now, offsetMs: () => 0 },
    database,
    functions: {
      invoke: async (): Promise<InvocationResult> => ({ ok: true, payload: null }),
      invokeAsync: (functionName, event) => void invocations.push({ functionName, event }),
    },
    resources: setting.resources,
    dataDir,
    publicUrl: setting.publicUrl ?? 'http://127.0.0.1:4000',
    awsUrl: 'http://127.0.0.1:4001',
    region: 'eu-west-1',
    accountId: '000000000000',
    ports: { public: 0, aws: 0, dynamodb: 0, smtp: 0 },
    emit(event) {
      setting.onEmit?.(event);
      events.push(event);
    },
    sendToQueue: () => undefined,
    wake: () => undefined,
    log: () => undefined,
  };
  return {
    context,
    events,
    invocations,
    advance(ms) {
      now += ms;
    },
    restarted: () =>
      standIn({
        resources: setting.resources,
        dataDir,
        startAt: now,
        ...(setting.publicUrl ? { publicUrl: setting.publicUrl } : {}),
      }),
  };
}

/** A resolved resource of a template. */
export const resource = (
  type: string,
  physicalId: string,
  properties: Record<string, unknown> = {},
  arn?: string,
): ResolvedResource => ({
  stack: 'service',
  logicalId: physicalId.replace(/[^A-Za-z0-9]/g, ''),
  type,
  physicalId,
  properties,
  ...(arn === undefined ? {} : { arn }),
});

/** Serves a wire service on a free port; gives its address and how to stop it. */
export async function serveWire(wire: WireService): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', async () => {
      const headers = req.headers as Record<string, string>;
      const request = { method: req.method!, url: req.url!, headers, body: Buffer.concat(chunks) };
      const reply = await wire(request);
      res.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
