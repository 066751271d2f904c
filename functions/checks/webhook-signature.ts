import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a signed call, after Standard Webhooks 1.0 (standardwebhooks.com). */
export type WebhookHeaders = {
  readonly 'webhook-id': string;
  /** Epoch seconds. */
  readonly 'webhook-timestamp': string;
  /** One or more of `v1,<base64>`, separated by blanks. */
  readonly 'webhook-signature': string;
};

/** An older or newer call is a replay, or from a clock that is wrong. */
const TOLERANCE_SECONDS = 300;
const SCHEME = 'v1,';

/** Signs `id.timestamp.body` with HMAC-SHA256. */
export function signWebhook(key: string, id: string, epochSeconds: number, body: string): WebhookHeaders {
  const timestamp = String(epochSeconds);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': SCHEME + hmac(key, id, timestamp, body).toString('base64'),
  };
}

/** Whether one of the live keys signed exactly these bytes within the last minutes. Compares in constant time. */
export function isSigned(
  keys: readonly string[],
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  nowEpochSeconds: number,
): boolean {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature']?.split(' ') ?? [];
  if (!id || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowEpochSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = keys.map((key) => hmac(key, id, timestamp, body));
  return signatures.some((signature) => expected.some((digest) => matches(signature, digest)));
}

function matches(signature: string, digest: Buffer): boolean {
  if (!signature.startsWith(SCHEME)) return false;
  const given = Buffer.from(signature.slice(SCHEME.length), 'base64');
  return given.length === digest.length && timingSafeEqual(given, digest);
}

const hmac = (key: string, id: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
