import { parseDuration } from '../duration.ts';
import { patiently } from './client.ts';

export interface SeenMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly replyTo: string;
  readonly template: string;
  /** Our id of the mail, carried as a message tag. */
  readonly ledgerId: string;
}

/** What only the engine on this machine offers: its clock and its mail viewer. */
export class EngineControls {
  readonly #url: string;
  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Lets time pass and waits until nothing is left to do. `PT0S` only waits. A call that was cut off goes on to the same
   * instant, so that time passes once.
   */
  async advance(duration: string): Promise<void> {
    const until = (await this.now()) + parseDuration(duration);
    await patiently(async () => {
      const leftSeconds = Math.max(0, Math.ceil((until - (await this.now())) / 1000));
      const body = JSON.stringify({ advance: duration === 'PT0S' ? duration : `PT${leftSeconds}S` });
      const response = await fetch(`${this.#url}/_clock`, { method: 'POST', body });
      return response.ok ? true : undefined;
    });
  }

  /** Instant of the engine's clock. */
  async now(): Promise<number> {
    return patiently(async () => {
      const response = await fetch(`${this.#url}/_clock`);
      return response.ok ? Date.parse(((await response.json()) as { now: string }).now) : undefined;
    });
  }

  /** All mail so far, oldest first. */
  async mails(): Promise<readonly SeenMail[]> {
    return patiently(async () => {
      const response = await fetch(`${this.#url}/_mail/messages`);
      if (!response.ok) return undefined;
      const { messages } = (await response.json()) as { messages: readonly Record<string, unknown>[] };
      return messages.map(toSeenMail).reverse();
    });
  }
}

const toSeenMail = (message: Record<string, unknown>): SeenMail => {
  const tags = message['tags'] as Record<string, string>;
  const headers = message['headers'] as Record<string, string>;
  return {
    id: String(message['messageId']),
    to: [message['to']].flat().join(', '),
    subject: String(message['subject']),
    text: String(message['text']),
    replyTo: headers['reply-to'] ?? '',
    template: tags['template'] ?? '',
    ledgerId: tags['ledger'] ?? String(message['messageId']),
  };
};
