import { isDeepStrictEqual } from 'node:util';
import { type ApiReply, type CallOptions, type DemoClient, patiently } from './client.ts';
import type { EngineControls, SeenMail } from './engine-controls.ts';
import { type SampleFile, sha256Of } from './files.ts';

/** What a step must come to. Members that are left out are not looked at, except mails: none named, none sent. */
export interface Expected {
  readonly code?: number;
  /** `code` of the problem, for a refusal. */
  readonly problem?: string;
  /** Status and stage of the case afterwards. */
  readonly state?: string;
  /** What the scan of an uploaded document must find. */
  readonly scan?: 'clean' | 'infected' | 'unsupported';
  /** Members that the reply must show, by dotted path. */
  readonly shows?: Readonly<Record<string, unknown>>;
  /** `template to sign-in` of every mail that went out, in any order. */
  readonly mails?: readonly string[];
}

export type Row = Readonly<Record<'actor' | 'call' | 'code' | 'state' | 'mails', string>>;

/** How long a mail may be late when an earlier attempt was cut off: the ledger waits five minutes for its proof. */
const LATE_MAIL = 'PT10M';

/** Plays steps against a running system and holds each against what it must come to. */
export class Stage {
  caseId = '';
  readonly differences: string[] = [];
  readonly #client: DemoClient;
  readonly #engine: EngineControls;
  readonly #print: (row: Row) => void;
  /** Where the system is killed on the way, mail may come some steps late: it is compared at the end, all of it. */
  readonly #mailsMayBeLate: boolean;
  readonly #mails: { expected: string[]; sent: string[] } = { expected: [], sent: [] };
  #seen = 0;

  constructor(client: DemoClient, engine: EngineControls, print: (row: Row) => void, mailsMayBeLate = false) {
    this.#client = client;
    this.#engine = engine;
    this.#print = print;
    this.#mailsMayBeLate = mailsMayBeLate;
  }

  /** Mail that is already there belongs to nobody's step. */
  async begin(): Promise<void> {
    await this.#engine.advance('PT0S');
    this.#seen = (await this.#engine.mails()).length;
  }

  /** After the last step: has all mail come, and nothing else? */
  async end(): Promise<void> {
    if (!this.#mailsMayBeLate) return;
    await this.#engine.advance(LATE_MAIL);
    this.#mails.sent.push(...(await this.#newMails()));
    this.#compareMails('all steps', this.#mails.expected, this.#mails.sent);
  }

  get client(): DemoClient {
    return this.#client;
  }

  /** One call, then everything that follows from it, then the comparison. `:case` in the path is the case's id. */
  async act(actor: string, call: string, expected: Expected, body?: unknown): Promise<ApiReply> {
    const [method, template] = call.split(' ') as [string, string];
    const path = template.replace(':case', this.caseId);
    const options: CallOptions = {
      ...(body !== undefined && { body }),
      ...(method !== 'GET' && this.caseId !== '' && { ifMatch: await this.#etag(actor) }),
    };
    const reply = await this.#client.call(actor, method, path, options);
    if (this.caseId === '' && reply.status === 201) this.caseId = reply.body.id;
    await this.#compare(actor, call, String(reply.status), reply, expected);
    return reply;
  }

  /** Time passes; what it brings is compared like a step. */
  async pass(duration: string, expected: Expected): Promise<void> {
    await this.#engine.advance(duration);
    await this.#compare('clock', `advance ${duration}`, '', undefined, expected);
  }

  /** Something that is not a call of the API, such as a mail. */
  async event(actor: string, title: string, happen: () => Promise<void>, expected: Expected): Promise<void> {
    await happen();
    await this.#compare(actor, title, '', undefined, expected);
  }

  /** Announces and uploads a file. @returns the document's id */
  async upload(actor: string, requirementId: string, file: SampleFile, expected: Expected): Promise<string> {
    const announced = await this.act(
      actor,
      'POST /v1/cases/:case/documents',
      { ...expected, code: 201 },
      {
        requirementId,
        fileName: file.fileName,
        mediaType: file.mediaType,
        sizeBytes: file.bytes.length,
        sha256: sha256Of(file),
      },
    );
    const { document, upload } = announced.body;
    await sendForm(upload, file);
    await this.#engine.advance('PT0S');
    const { scan = 'clean' } = expected;
    const shown = { code: 200, shows: { scan } };
    await this.act(actor, `GET /v1/cases/:case/documents/${document.documentId}`, shown);
    return document.documentId;
  }

  /** The newest mail of a template to somebody. */
  async lastMail(template: string, to: string): Promise<SeenMail> {
    if (this.#mailsMayBeLate) await this.#engine.advance(LATE_MAIL);
    const found = (await this.#engine.mails()).findLast(
      (mail) => mail.template === template && mail.to.startsWith(`${to}@`),
    );
    if (found === undefined) throw new Error(`no mail ${template} went to ${to}`);
    return found;
  }

  async #etag(actor: string): Promise<string> {
    return (await this.#client.call(actor, 'GET', `/v1/cases/${this.caseId}`)).etag ?? '"0"';
  }

  async #compare(
    actor: string,
    call: string,
    code: string,
    reply: ApiReply | undefined,
    expected: Expected,
  ): Promise<void> {
    await this.#engine.advance('PT0S');
    const state = await this.#state();
    const mails = await this.#newMails();
    this.#print({ actor, call, code, state, mails: mails.join(', ') });
    const where = `${actor}: ${call}`;
    if (expected.code !== undefined && code !== String(expected.code)) {
      this.#differs(where, `code ${expected.code}`, `${code} ${JSON.stringify(reply?.body)}`);
    }
    if (expected.problem !== undefined && reply?.body?.code !== expected.problem) {
      this.#differs(where, `problem ${expected.problem}`, String(reply?.body?.code));
    }
    for (const [path, value] of Object.entries(expected.shows ?? {})) {
      const shown = path.split('.').reduce((part, name) => part?.[name], reply?.body);
      if (!isDeepStrictEqual(shown, value))
        this.#differs(where, `${path} ${JSON.stringify(value)}`, JSON.stringify(shown));
    }
    if (expected.state !== undefined && state !== expected.state) this.#differs(where, expected.state, state);
    this.#mails.expected.push(...(expected.mails ?? []));
    this.#mails.sent.push(...mails);
    if (!this.#mailsMayBeLate) this.#compareMails(where, expected.mails ?? [], mails);
  }

  #compareMails(where: string, expected: readonly string[], sent: readonly string[]): void {
    const [wanted, actual] = [expected.toSorted(), sent.toSorted()];
    if (isDeepStrictEqual(wanted, actual)) return;
    this.#differs(where, `mails ${wanted.join(', ')}`, actual.join(', '));
  }

  #differs(where: string, expected: string, actual: string): void {
    this.differences.push(`${where}\n    expected ${expected}\n    was      ${actual}`);
  }

  /** `status/outcome in stage`, as a supervisor sees it. */
  async #state(): Promise<string> {
    if (this.caseId === '') return '';
    const { body } = await this.#client.call('supervisor_sue', 'GET', `/v1/cases/${this.caseId}`);
    return `${body.status}${body.outcome === null ? '' : `/${body.outcome}`} in ${body.stage}`;
  }

  async #newMails(): Promise<readonly string[]> {
    const all = await this.#engine.mails();
    const fresh = all.slice(this.#seen);
    this.#seen = all.length;
    return fresh.map((mail) => `${mail.template} to ${mail.to.split('@')[0]}`).sort();
  }
}

async function sendForm(upload: { url: string; fields: Record<string, string> }, file: SampleFile): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.fileName);

  return patiently(async () => {
    const response = await fetch(upload.url, { method: 'POST', body: form });
    return response.status < 500 ? response.status : undefined;
  });
}
