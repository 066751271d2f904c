/**
 * `npm test`: types, lint, then every test. Each step runs even when an earlier one failed, so that one run shows
 * everything; the last line counts tests, with the type check and the lint as one test each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name: string): string => join('node_modules', '.bin', name);

function passes(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n> ${title}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) console.log(`${title}: failed`);
  return status === 0;
}

function runTests(filters: readonly string[]): { passed: number; failed: number } {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-test-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  const ended = passes('tests', bin('vitest'), args);
  try {
    const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
    const suiteBroke = (!ended || !success) && numFailedTests === 0;
    return { passed: numPassedTests, failed: numFailedTests + (suiteBroke ? 1 : 0) };
  } catch (cause) {
    console.error('the test runner left no report', cause);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const steps = [passes('types', bin('tsc'), ['-p', '.']), passes('lint', bin('biome'), ['check', '.'])];
const tests = runTests(process.argv.slice(2));
const passed = tests.passed + steps.filter(Boolean).length;
const failed = tests.failed + steps.filter((ok) => !ok).length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.passed > 0 ? 0 : 1;
