import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/bundle-functions.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'gangway-bundles-'));
const outdir = join(folder, 'dist');
const entry = (name: string, text: string) => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'main.ts'), text);
  return { entry: join(folder, name, 'main.ts').slice(1) };
};

beforeAll(async () => {
  await bundleFunctions({
    root: '/',
    outdir,
    functions: {
      greet: entry(
        'greet',
        `export class GuestRefused extends Error {}
         export const handler = async (name: string): Promise<string> => new GuestRefused(name).constructor.name;`,
      ),
      store: entry(
        'store',
        `import { DynamoDBClient } from '${root}/node_modules/@aws-sdk/client-dynamodb/dist-es/index.js';
         export const handler = async () => new DynamoDBClient({ region: 'eu-central-1' }).config.credentials();`,
      ),
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

const load = async (name: string) => import(pathToFileURL(join(outdir, 'functions', name, 'index.mjs')).href);

test('makes one module a function, in a folder of its own with nothing beside it', async () => {
  const { handler } = await load('greet');
  expect(await handler('x')).toBe('GuestRefused');
  expect(existsSync(join(outdir, 'functions', 'greet', 'index.mjs.map'))).toBe(false);
  expect(existsSync(join(outdir, 'maps', 'greet.mjs.map'))).toBe(true);
});

test('minifies, but keeps the names of errors', () => {
  const text = readFileSync(join(outdir, 'functions', 'greet', 'index.mjs'), 'utf8');
  expect(text).toContain('"GuestRefused"');
  expect(text.trimEnd().split('\n').length).toBe(1);
  expect(text).not.toContain('sourceMappingURL');
});

test('takes credentials from the environment, as functions get them', async () => {
  const { handler } = await load('store');
  const before = { ...process.env };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
  try {
    expect(await handler()).toMatchObject({ accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' });
  } finally {
    process.env = before;
  }
});

test('leaves the SDK’s other ways to credentials out', () => {
  const inputs = Object.keys(JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8')).inputs);
  expect(inputs.some((path) => path.includes('@aws-sdk/client-dynamodb'))).toBe(true);
  const others = /credential-provider-(ini|sso|process|imds|web-identity|login|node)|nested-clients|token-providers/;
  expect(inputs.filter((path) => others.test(path) && !path.startsWith('environment-credentials:'))).toEqual([]);
});

test('leaves out what clients bring along and no call reaches', () => {
  const inputs = Object.keys(JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8')).inputs);
  expect(inputs.filter((path) => /event-streams\/|endpoint-cache|mnemonist/.test(path))).toEqual([]);
  const text = readFileSync(join(outdir, 'functions', 'store', 'index.mjs'), 'utf8');
  expect(text).not.toContain('"description"');
});

test('names every function that has no entry, in one sentence', async () => {
  const functions = { here: entry('here', 'export const handler = 1;'), gone: { entry: 'functions/gone/main.ts' } };
  await expect(bundleFunctions({ root: '/', outdir, functions })).rejects.toThrow(
    'These functions have no entry file: gone (functions/gone/main.ts).',
  );
});
