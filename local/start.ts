import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** `npm start [-- --fresh] [-- --no-seed]`: the whole system on this machine, until Ctrl-C. */
const root = join(import.meta.dirname, '..');

// Modules that were compiled once load in half the time; it has to be on before they are looked at.
enableCompileCache(join(root, 'node_modules', '.cache', 'gangway'));
const { startSystem } = await import('./start-system.ts');

try {
  await startSystem(root, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
