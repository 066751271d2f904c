import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Who may import whom. The first rule that matches a file's path is its rule. */
const RULES: readonly { readonly of: RegExp; readonly may: RegExp }[] = [
  { of: /^shared\/domain\//, may: /^shared\/domain\// },
  { of: /^shared\/contract\/openapi\//, may: /^(shared\/(contract|domain)\/|zod$|zod\/mini$|node:)/ },
  { of: /^shared\/contract\//, may: /^(shared\/contract\/|shared\/domain\/|zod\/mini$)/ },
  { of: /^shared\/playbooks\//, may: /^(shared\/(domain|contract|playbooks)\/|zod\/mini$|node:)/ },
  {
    of: /^shared\/(store|http|events|observe|mail)\//,
    may: /^(shared\/|@aws-sdk\/|@smithy\/|@middy\/|aws-lambda$|zod\/mini$|ulid$|node:)/,
  },
  {
    of: /^functions\/[a-z]+\/(.+\.)?main\.ts$/,
    may: /^(functions\/SAME\/|shared\/|docs\/openapi\.json$|@aws-sdk\/|@smithy\/|aws-lambda$|ulid$|zod\/mini$|node:)/,
  },
  {
    of: /^functions\/[a-z]+\//,
    may: /^(functions\/SAME\/|shared\/|@middy\/|aws-lambda$|zod\/mini$|node:|postal-mime$)/,
  },
  {
    of: /^infra\//,
    may: /^(infra\/|shared\/contract\/|shared\/domain\/vocabulary|aws-cdk-lib|constructs$|cdk-nag$|esbuild$|@aws-sdk\/client-ses$|node:)/,
  },
  { of: /^local\//, may: /./ },
  { of: /^bench\//, may: /./ },
];

const sources = globSync('{shared,functions,infra,local,bench}/**/*.ts').filter(
  (file) => !file.includes('node_modules'),
);

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(IMPORT)].map((match) => (match[1] ?? match[2]) as string);
  return found.map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name));
}

test('finds the sources', () => expect(sources.length).toBeGreaterThan(100));

test.each(sources)('%s imports only what it may', (file) => {
  const rule = RULES.find((candidate) => candidate.of.test(file));
  expect(rule, 'every file falls under a rule').toBeDefined();
  const own = file.split('/').slice(0, 2).join('/');
  const may = new RegExp(rule?.may.source.replace('functions\\/SAME', own.replaceAll('/', '\\/')) ?? '$^');
  expect(importsOf(file).filter((name) => !may.test(name))).toEqual([]);
});

test('nobody but tests imports the local engine', () => {
  const outsiders = sources.filter((file) => !file.startsWith('local/') && !file.startsWith('bench/'));
  const offenders = outsiders.filter((file) => importsOf(file).some((name) => name.startsWith('local/')));
  expect(offenders).toEqual([]);
});

test('no source file is longer than 250 lines', () => {
  const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251);
  expect(long).toEqual([]);
});

test('the clock, randomness and the environment are read in composition roots only', () => {
  const core = sources.filter(
    (file) => /^(shared|functions)\//.test(file) && !/main\.ts$|read-env\.ts$|openapi\//.test(file),
  );
  const offenders = core.filter((file) =>
    /Date\.now\(\)|new Date\(\)|Math\.random\(\)|process\.env/.test(withoutComments(file)),
  );
  expect(core.length).toBeGreaterThan(50);
  expect(offenders).toEqual([]);
});

const withoutComments = (file: string): string =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/.*$/gm, '');
