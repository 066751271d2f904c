import { spawn } from 'node:child_process';
import { announcement } from './announce.ts';
import { buildApp } from './build-app.ts';
import { markSeeded, prepareDataFolder } from './data-folder.ts';
import { type Engine, startEngine } from './engine.ts';
import { portsFrom } from './ports.ts';
import { readStartOptions } from './start-options.ts';

const NEEDED_NODE_MAJOR = 24;

function requireNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE_MAJOR) return;
  throw new Error(
    `This is Node ${process.versions.node}; Gangway needs ${NEEDED_NODE_MAJOR}: start it with "npm start".`,
  );
}

function stopOnSignal(engine: Engine): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void engine.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** In a process of its own, because the SDK clients would stay in this one's memory. */
function seed(root: string, port: number, world: 'demo' | 'catalogue'): Promise<void> {
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(process.execPath, ['local/cli/seed.ts', '--world', world], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The ${world} could not be written.`))));
  });
}

/** The packaged playbooks are looked after at every start, because new code may bring new ones. */
async function seedOrStop(root: string, engine: Engine, port: number, world: 'demo' | 'catalogue'): Promise<void> {
  try {
    await seed(root, port, world);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * Starts everything and says so; returns when the system is ready and goes on until a signal ends the process.
 * @param root absolute path of the repository
 * @throws one sentence for the operator
 */
export async function startSystem(root: string, args: readonly string[]): Promise<void> {
  requireNode();
  const options = readStartOptions(args, process.env, root);
  const { port, dataDir } = options;
  const mustSeed = await prepareDataFolder(dataDir, options);
  const cdkOut = buildApp(root);
  const ports = portsFrom(port);
  const engine = await startEngine({
    dataDir,
    cdkOut,
    ports,
    machineNow: Date.now,
    log: (line) => console.error(line),
  });
  stopOnSignal(engine);
  await seedOrStop(root, engine, port, mustSeed ? 'demo' : 'catalogue');
  if (mustSeed) markSeeded(dataDir);
  for (const line of announcement(engine.publicUrl, ports)) console.log(line);
  console.log(`Gangway is ready: ${engine.publicUrl}`);
}
