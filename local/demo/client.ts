import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningSystem } from '../cli/running-system.ts';
import { signIn } from '../cli/sign-in.ts';

export interface ApiReply {
  readonly status: number;
  readonly etag: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads replies as an outside client would
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly key?: string;
}

/** Longest time that a system may need to come back before a call gives up. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 150;

/**
 * Calls the API as an outside client does. A lost connection or a 5xx is retried with the same idempotency key, so the
 * journey goes on through restarts; an expired token is renewed.
 */
export class DemoClient {
  readonly #system: RunningSystem;
  readonly #tokens = new Map<string, string>();

  readonly #onCall: () => void;

  /** @param onCall is told of every call, before it is made; not of its repetitions */
  constructor(system: RunningSystem, onCall: () => void = () => {}) {
    this.#system = system;
    this.#onCall = onCall;
  }

  async call(actor: string, method: string, path: string, options: CallOptions = {}): Promise<ApiReply> {
    const key = options.key ?? randomUUID();
    this.#onCall();
    const reply = await patiently(() => this.#attempt(actor, method, path, { ...options, key }));
    if (reply.status !== 401) return reply;
    this.#tokens.delete(actor);
    return patiently(() => this.#attempt(actor, method, path, { ...options, key }));
  }

  async #attempt(actor: string, method: string, path: string, options: CallOptions): Promise<ApiReply | undefined> {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.#token(actor)}` };
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch;
    if (method !== 'GET' && options.key !== undefined) headers['idempotency-key'] = options.key;
    const response = await fetch(`${this.#system.apiUrl}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    if (response.status >= 500) return undefined;
    const body = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, etag: response.headers.get('etag') ?? undefined, body };
  }

  async #token(actor: string): Promise<string> {
    const known = this.#tokens.get(actor);
    if (known !== undefined) return known;
    const token = await signIn(this.#system, actor);
    this.#tokens.set(actor, token);
    return token;
  }
}

/** Repeats until there is an answer; errors of the connection count as none. */
export async function patiently<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  let last: unknown = 'no answer';
  while (Date.now() < giveUpAt) {
    try {
      const answer = await attempt();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await pause(PAUSE_MS);
  }
  throw new Error(`the system did not answer for ${PATIENCE_MS / 1000} s`, { cause: last });
}
