import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../shared/contract/openapi/assemble.ts';
import { eventsPage } from '../../shared/contract/openapi/events-page.ts';
import { PROBLEMS } from '../../shared/contract/problems.ts';
import { ROUTES } from '../../shared/contract/routes.ts';
import { type ApiDescription, docsPage } from '../../shared/http/docs-page.ts';

const document = openApiDocument();
const stored = readFileSync('docs/openapi.json', 'utf8');

describe('the description of the API', () => {
  test('is the one that was generated last', () => {
    expect(JSON.parse(stored)).toEqual(JSON.parse(JSON.stringify(document)));
    expect(readFileSync('docs/events.md', 'utf8')).toBe(eventsPage());
  });

  test('has every route of the contract and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
    expect(described.length).toBeGreaterThan(40);
  });

  test('has every code of a problem', () => {
    const responses = JSON.stringify(document.components.responses);
    for (const code of Object.keys(PROBLEMS)) expect(responses).toContain(`\`${code}\``);
  });

  test('says which changes need the version, and that every command takes a key', () => {
    const submit = document.paths['/v1/cases/{caseId}/submit']?.['post'] as {
      parameters: unknown[];
      responses: object;
    };
    expect(submit.parameters).toContainEqual({ $ref: '#/components/parameters/IfMatch' });
    expect(submit.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
    expect(Object.keys(submit.responses)).toContain('428');
    const comment = document.paths['/v1/cases/{caseId}/comments']?.['post'] as { responses: object };
    expect(Object.keys(comment.responses)).not.toContain('428');
  });

  test('refuses unknown members of bodies as the code does', () => {
    expect(document.components.schemas['SubmitBody']).toMatchObject({
      additionalProperties: false,
      required: ['materialVersion'],
    });
  });

  test('leaves no reference open', () => {
    const references = [...stored.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, pointer]) => pointer as string);
    expect(references.length).toBeGreaterThan(100);
    for (const pointer of new Set(references)) {
      const target = pointer.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
      expect(target, pointer).toBeDefined();
    }
  });

  test('lints clean', async () => {
    const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const arguments_ = ['node_modules/@redocly/cli/bin/cli.js', 'lint', 'docs/openapi.json', '--format=json'];
    const { stdout } = await promisify(execFile)(process.execPath, arguments_, { env: environment });
    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });
});

describe('the page of the API', () => {
  const page = docsPage(JSON.parse(stored) as ApiDescription);

  test('names every route', () => {
    for (const route of Object.keys(ROUTES)) expect(page).toContain(`<code>${route}</code>`);
  });

  test('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|https?:/i);
  });

  test('leads nowhere that is not on it', () => {
    const targets = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((id) => !targets.has(id))).toEqual([]);
  });

  test('shows text as text', () => {
    const api = JSON.parse(stored) as ApiDescription;
    const info = { title: '<b>Gangway</b>', description: 'a & b' };
    expect(docsPage({ ...api, info })).toContain('<h1>&lt;b&gt;Gangway&lt;/b&gt; API</h1><p>a &amp; b</p>');
  });

  test('refuses a description with an open reference', () => {
    const api = JSON.parse(stored) as ApiDescription;
    const broken = { ...api, components: { ...api.components, responses: {} } };
    expect(() => docsPage(broken)).toThrow('which is not there');
  });
});
