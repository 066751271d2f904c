import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  /** Empties the data folder first. */
  readonly fresh: boolean;
  /** Writes the demo world into an empty data folder. */
  readonly seed: boolean;
}

const DEFAULT_PORT = 4000;
const DEFAULT_DATA_DIR = '.gangway';
/** The ports up to this distance belong to the public one. */
const HIGHEST_PORT = 65_535 - 25;

/** @throws one sentence for an argument or a port that makes no sense */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv, root: string): StartOptions {
  const options = {
    fresh: { type: 'boolean', default: false },
    'no-seed': { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const port = Number(env['PORT'] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    throw new Error(`PORT is "${env['PORT']}", which is not a port between 1 and ${HIGHEST_PORT}.`);
  }
  const dataDir = resolve(root, env['GANGWAY_DATA'] ?? DEFAULT_DATA_DIR);
  return { port, dataDir, fresh: values.fresh, seed: !values['no-seed'] };
}
