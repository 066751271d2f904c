/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface ApiDescription {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly schemas: Readonly<Record<string, unknown>>;
  };
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

interface Response {
  readonly description: string;
  readonly content?: Content;
}

interface Reference {
  readonly $ref: string;
}

type Content = Readonly<Record<string, { readonly schema: unknown }>>;

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:64rem;padding:1rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;padding:.75rem;border:1px solid;border-radius:.25rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid}
article{border-top:2px solid;margin-top:2rem}.skip:not(:focus){position:absolute;left:-99rem}`;

/** The API's description as one page that works without scripts and is read well by screen readers. */
export function docsPage(api: ApiDescription): string {
  const { title, description } = api.info;
  const groups = api.tags.map(({ name, description: about }) => group(api, name, about));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} API</title><style>${STYLE}</style></head><body>
<a class="skip" href="#operations">Skip to the operations</a>
<header><h1>${escaped(title)} API</h1>${paragraphs(description)}<p><a href="openapi.json">This description as OpenAPI 3.1</a></p></header>
<nav aria-label="Operations"><ul>${api.tags.map(({ name }) => `<li><a href="#${name}">${escaped(name)}</a></li>`).join('')}
<li><a href="#schemas">schemas</a></li></ul></nav>
<main id="operations">${groups.join('')}${schemas(api)}</main></body></html>
`;
}

function group(api: ApiDescription, tag: string, about: string): string {
  const articles = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => article(api, method, path, operation)),
  );
  return `<section aria-labelledby="${tag}"><h2 id="${tag}">${escaped(tag)}</h2><p>${escaped(about)}</p>${articles.join('')}</section>`;
}

function article(api: ApiDescription, method: string, path: string, operation: Operation): string {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  return `<article aria-labelledby="${operationId}"><h3 id="${operationId}">${escaped(summary)}</h3>
<p><code>${method.toUpperCase()} ${escaped(path)}</code></p>
${parameterTable(parameters.map((one) => resolve(one, api.components.parameters)))}
${requestBody ? `<h4>Body</h4>${contents(requestBody.content)}` : ''}
<h4>Answers</h4>${responseTable(api, responses)}</article>`;
}

function parameterTable(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${place}${required ? ', needed' : ''}</td><td>${escaped(description)} <code>${escaped(JSON.stringify(schema))}</code></td></tr>`,
  );
  return `<table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">Where</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function responseTable(api: ApiDescription, responses: Operation['responses']): string {
  const rows = Object.entries(responses).map(([status, one]) => {
    const { description, content } = resolve(one, api.components.responses);
    const isProblem = content !== undefined && 'application/problem+json' in content;
    return `<tr><th scope="row">${status}</th><td>${paragraphs(description)}${content && !isProblem ? contents(content) : ''}</td></tr>`;
  });
  return `<table><caption>By status</caption><thead><tr><th scope="col">Status</th><th scope="col">When</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const contents = (content: Content): string =>
  Object.entries(content)
    .map(([mediaType, { schema }]) => `<p><code>${escaped(mediaType)}</code>: ${schemaLink(schema)}</p>`)
    .join('');

/** A named schema is shown once, at the end of the page. */
function schemaLink(schema: unknown): string {
  const name = isReference(schema) ? lastPart(schema.$ref) : undefined;
  if (name !== undefined) return `<a href="#schema-${name}">${escaped(name)}</a>`;
  return `<code>${escaped(JSON.stringify(schema))}</code>`;
}

function schemas(api: ApiDescription): string {
  const parts = Object.entries(api.components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${name}"><summary>${escaped(name)}</summary><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre></details>`,
  );
  return `<section aria-labelledby="schemas"><h2 id="schemas">schemas</h2>${parts.join('')}</section>`;
}

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && '$ref' in value;

const lastPart = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

function resolve<T extends object>(value: T | Reference, named: Readonly<Record<string, T>>): T {
  if (!isReference(value)) return value;
  const found = named[lastPart(value.$ref)];
  if (found === undefined) throw new Error(`The description refers to ${value.$ref}, which is not there.`);
  return found;
}

/** Blank lines part paragraphs; lines that begin with a dash are items; backticks mark code. */
function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => (part.startsWith('- ') ? list(part) : `<p>${inline(part)}</p>`))
    .join('');
}

const list = (part: string): string =>
  `<ul>${part
    .split('\n')
    .map((line) => `<li>${inline(line.slice(2))}</li>`)
    .join('')}</ul>`;

const inline = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
