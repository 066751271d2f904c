import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '../domain/canonical-json.ts';
import { sha256Hex } from '../domain/digest.ts';
import { CorruptItem } from './errors.ts';

/** Canonical JSON, compressed, with the digest (SHA-256, hex) that names it: what says the same has the same digest. */
export function compressedJson(value: unknown): { readonly digest: string; readonly body: Buffer } {
  const text = canonicalJson(value);
  return { digest: sha256Hex(text), body: gzipSync(text) };
}

/** What `body` of an item holds. @throws {CorruptItem} when the bytes are not what the digest says */
export function decompressedJson(item: Record<string, unknown>, digest: unknown): unknown {
  const text = item['body'] instanceof Uint8Array ? gunzipSync(item['body']).toString() : '';
  if (sha256Hex(text) !== digest) {
    throw new CorruptItem({ pk: String(item['pk']), sk: String(item['sk']) }, 'digest differs');
  }
  return JSON.parse(text);
}
