import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { invalidRequest, notImplemented, S3Error } from './s3-error.ts';

/** Checksums stored with an object, by algorithm (`crc32`, `sha1`, `sha256`), base64. */
export type Checksums = Readonly<Record<string, string>>;

const algorithms: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  crc32: (bytes) => {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32BE(crc32(bytes));
    return buffer;
  },
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

const about = new Set(['algorithm', 'mode', 'type']);

function verified(algorithm: string, given: string, bytes: Buffer): string {
  const compute = algorithms[algorithm];
  if (!compute) throw notImplemented(`Checksum ${algorithm} is not implemented by the local object store.`);
  const computed = compute(bytes);
  if (Buffer.from(given, 'base64').length !== computed.length)
    throw invalidRequest(`Value for x-amz-checksum-${algorithm} header is invalid.`);
  if (computed.toString('base64') !== given)
    throw new S3Error(
      400,
      'BadDigest',
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  return given;
}

/**
 * Verifies every `x-amz-checksum-*` and `content-md5` against the bytes; `fields` has lower-case names.
 * Throws BadDigest on a mismatch, InvalidRequest on a malformed value.
 */
export function verifyChecksums(fields: Readonly<Record<string, string>>, bytes: Buffer): Checksums {
  const md5 = fields['content-md5'];
  if (md5 !== undefined && createHash('md5').update(bytes).digest('base64') !== md5)
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  const given = Object.entries(fields)
    .filter(([name]) => name.startsWith('x-amz-checksum-'))
    .map(([name, value]) => [name.slice('x-amz-checksum-'.length), value] as const)
    .filter(([algorithm]) => !about.has(algorithm));
  return Object.fromEntries(given.map(([algorithm, value]) => [algorithm, verified(algorithm, value, bytes)]));
}

/** Response headers that tell a client the checksums of the whole object. */
export function checksumHeaders(checksums: Checksums): Record<string, string> {
  const headers = Object.entries(checksums).map(([algorithm, value]) => [`x-amz-checksum-${algorithm}`, value]);
  return headers.length === 0 ? {} : { ...Object.fromEntries(headers), 'x-amz-checksum-type': 'FULL_OBJECT' };
}
