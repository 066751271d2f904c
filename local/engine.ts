import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { loadAssembly } from './assembly/load-assembly.ts';
import { createClock, type MovableClock } from './clock.ts';
import { composeParts, type EngineParts } from './compose.ts';
import { openEngineDatabase } from './engine-database.ts';
import { lockDataFolder } from './engine-lock.ts';
import { createLoop, type EngineLoop } from './engine-loop.ts';
import { closeServer, type HttpHandler, listen } from './http-server.ts';
import type { EnginePorts } from './parts.ts';
import { ACCOUNT_ID, REGION } from './place.ts';
import { createPublicHandler } from './public-handler.ts';
import { describeSystem, type EngineSystem } from './system.ts';

export interface EngineSettings {
  /** Absolute path; created when missing. */
  readonly dataDir: string;
  /** Absolute path of the synthesised app. */
  readonly cdkOut: string;
  readonly ports: EnginePorts;
  /** Machine time, epoch ms. */
  machineNow(): number;
  /** One line for the operator. */
  log(line: string): void;
}

/** A running engine. */
export interface Engine {
  readonly publicUrl: string;
  readonly system: EngineSystem;
  readonly clock: MovableClock;
  readonly parts: EngineParts;
  /** Lets engine time pass, milliseconds; 0 waits until everything under way is done. */
  advance(durationMs: number): Promise<void>;
  /** Stops everything; what is stored is complete at any moment anyway. */
  close(): Promise<void>;
}

/**
 * Runs the synthesised app on 127.0.0.1.
 * @throws one sentence when the data folder or a port is taken, or the app has something the engine does not run
 */
export async function startEngine(settings: EngineSettings): Promise<Engine> {
  mkdirSync(settings.dataDir, { recursive: true });
  const lock = lockDataFolder(settings.dataDir);
  const database = openEngineDatabase(settings.dataDir);
  const started: Started = { servers: [], parts: undefined, loop: undefined };
  const closeAll = async () => {
    started.loop?.close();
    await Promise.all(started.servers.map(closeServer));
    await started.parts?.close();
    database.close();
    lock.release();
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= closeAll();
    return closing;
  };
  try {
    return { ...(await run(settings, database, started)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Started {
  readonly servers: Server[];
  parts: EngineParts | undefined;
  loop: EngineLoop | undefined;
}

async function run(settings: EngineSettings, database: DatabaseSync, started: Started): Promise<Omit<Engine, 'close'>> {
  const { ports, log, dataDir } = settings;
  const publicUrl = `http://127.0.0.1:${ports.public}`;
  const awsUrl = `http://127.0.0.1:${ports.aws}`;
  const place = { region: REGION, accountId: ACCOUNT_ID, publicUrl, awsUrl };
  const assembly = loadAssembly(settings.cdkOut, place);
  const clock = createClock(database, settings.machineNow);
  const ready = Promise.withResolvers<{ readonly open: HttpHandler; readonly aws: HttpHandler }>();
  // Functions may run as soon as a part resumes its work, so the ports are open before; requests wait for the handlers.
  started.servers.push(await listen(ports.public, async (req, res) => (await ready.promise).open(req, res), log));
  started.servers.push(await listen(ports.aws, async (req, res) => (await ready.promise).aws(req, res), log));
  const wake = () => started.loop?.wake();
  const advancing = () => started.loop?.advancing ?? false;
  const parts = await composeParts({ ...place, assembly, database, clock, dataDir, ports, wake, advancing, log });
  started.parts = parts;
  const loop = createLoop(clock, parts.all);
  started.loop = loop;
  const system = describeSystem(assembly.outputs, { ...place, dynamodbUrl: parts.dynamodb.url });
  ready.resolve({ open: createPublicHandler({ parts, clock, loop, system }), aws: parts.wire });
  loop.wake();
  return { publicUrl, system, clock, parts, advance: loop.advance };
}
