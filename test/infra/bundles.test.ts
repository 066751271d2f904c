import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/bundle-functions.ts';
import { FUNCTION_RIGHTS, type Right } from '../../infra/constructs/function-rights.ts';
import type { EnvName } from '../../shared/contract/env.ts';
import { FUNCTIONS, type FunctionName } from '../../shared/contract/functions.ts';

interface Output {
  readonly exports: readonly string[];
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

const BUDGET_BYTES = 480_000;
const root = join(import.meta.dirname, '..', '..');
const outdir = mkdtempSync(join(tmpdir(), 'gangway-bundles-'));
const sizes = await bundleFunctions({ root, outdir });
const outputs: Readonly<Record<string, Output>> = JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8')).outputs;
afterAll(() => rmSync(outdir, { recursive: true }));
const names = Object.keys(FUNCTIONS) as FunctionName[];

/** Files of ours and of packages that are in a function's bundle. */
const inputsOf = (name: string) =>
  Object.entries(outputs[`dist/${name}.mjs`]?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path] : [],
  );
const sourceOf = (name: string) =>
  inputsOf(name)
    .filter((path) => /^(functions|shared)\//.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');

/** What a call in the source needs. The other way round: a right that no source uses is one too many. */
const NEEDS: readonly (readonly [call: RegExp, rights: readonly Right[]])[] = [
  [/new PutEventsCommand\(/, ['publish-events']],
  [/new SendMessage(Batch)?Command\(/, ['send-timers', 'send-signals', 'send-sim-answers', 'send-migrations']],
  [/new StartExecutionCommand\(/, ['start-runs']],
  [/new SendTaskSuccessCommand\(/, ['answer-tasks']],
  [/new SendRawEmailCommand\(/, ['send-mail']],
  [/\bsecretsManager\(\{/, ['read-cursor-key', 'read-callback-key', 'read-reply-key']],
  [
    /\bs3Access\(process\.env/,
    ['sign-uploads', 'read-documents', 'list-documents', 'store-documents', 'read-received-mail', 'list-received-mail'],
  ],
  [/\bpresignPost\(/, ['sign-uploads']],
  [
    /DynamoDBDocumentClient\.from\(/,
    ['read-cases', 'change-cases', 'read-playbooks', 'search-lists', 'search-due-work', 'mark-published'],
  ],
  [/\bplaybooksHandlers\(\{/, ['change-playbooks']],
];

test.each(names)('%s stays below 480 KB and has a handler', (name) => {
  expect(sizes[name]).toBeGreaterThan(0);
  expect(sizes[name]).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(outputs[`dist/${name}.mjs`]?.exports).toContain('handler');
});

test.each(names)('%s may make the calls that it makes, and no others', (name) => {
  const source = sourceOf(name);
  const rights = FUNCTION_RIGHTS[name];
  for (const [call, needed] of NEEDS) {
    expect(
      needed.some((right) => rights.includes(right)),
      String(call),
    ).toBe(call.test(source));
  }
});

test.each(names)('%s bundles no playbook: they are in the table', (name) => {
  expect(inputsOf(name).filter((path) => path.startsWith('shared/playbooks/data/'))).toEqual([]);
});

test.each(names)('%s bundles the small zod only', (name) => {
  expect(inputsOf(name).filter((path) => /node_modules\/zod\/v4\/classic\//.test(path))).toEqual([]);
});

test.each(names)('%s reads nothing from its environment that it is not given', (name) => {
  const { entry, env } = FUNCTIONS[name];
  const read = readFileSync(join(root, entry), 'utf8').match(/readEnv\(\[([^\]]*)\]/)?.[1] ?? '';
  const asked = [...read.matchAll(/'([A-Z_]+)'/g)].map(([, variable]) => variable as EnvName);
  expect(asked.filter((variable) => !(env as readonly EnvName[]).includes(variable))).toEqual([]);
});
