import type { RunningSystem } from '../../local/cli/running-system.ts';
import { signIn } from '../../local/cli/sign-in.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer, or its text where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers as an outside client would
  readonly body: any;
}

export interface Sending {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string;
  readonly ifMatch?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API without ever trying again. Whatever is sent, an answer of 500 or more is an error of the test. */
export class ApiClient {
  readonly #system: RunningSystem;
  readonly #tokens = new Map<string, string>();

  constructor(system: RunningSystem) {
    this.#system = system;
  }

  /** Calls as somebody of the demo world (`ada`), whose token is renewed when it has expired. */
  async send(actor: string, method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const answer = await this.sendWith(await this.tokenOf(actor), method, path, sending);
    if (answer.status !== 401) return answer;
    this.#tokens.delete(actor);
    return this.sendWith(await this.tokenOf(actor), method, path, sending);
  }

  /** Calls with exactly this token, or with none. */
  async sendWith(token: string | undefined, method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const { body, raw, ifMatch, key } = sending;
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...sending.headers,
    };
    const init = { method, headers, redirect: 'manual' as const, ...(text !== undefined && { body: text }) };
    const response = await fetch(`${this.#system.apiUrl}${path}`, init);
    const answer = { status: response.status, headers: response.headers, body: contentOf(await response.text()) };
    if (answer.status < 500) return answer;
    throw new Error(`${method} ${path} with ${text?.slice(0, 200)}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  async tokenOf(actor: string): Promise<string> {
    const known = this.#tokens.get(actor);
    if (known !== undefined) return known;
    const token = await signIn(this.#system, actor);
    this.#tokens.set(actor, token);
    return token;
  }
}

function contentOf(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  return JSON.parse(text);
}
