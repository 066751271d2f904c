import { createHash } from 'node:crypto';
import { invalidRequest, notImplemented, S3Error } from './s3-error.ts';

/** The payload of a put: its bytes, and the headers with the trailers of a chunked body added. */
export interface Payload {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const incomplete = () => new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly.');

function readTrailers(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}

/** Undoes `aws-chunked`: `<hex size>\r\n<bytes>\r\n … 0\r\n<trailers>`. */
function unchunk(body: Buffer): { bytes: Buffer; trailers: Record<string, string> } {
  const pieces: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) throw incomplete();
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (Number.isNaN(size) || start + size > body.length) throw incomplete();
    if (size === 0) return { bytes: Buffer.concat(pieces), trailers: readTrailers(body.toString('latin1', start)) };
    pieces.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

function unchunkedPayload(body: Buffer, headers: Readonly<Record<string, string>>): Payload {
  const { bytes, trailers } = unchunk(body);
  const announced = headers['x-amz-decoded-content-length'];
  if (announced !== undefined && Number(announced) !== bytes.length) throw incomplete();
  const expected = headers['x-amz-trailer']?.toLowerCase();
  if (expected !== undefined && trailers[expected] === undefined)
    throw new S3Error(400, 'MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
  return { bytes, headers: { ...headers, ...trailers } };
}

/**
 * The bytes of a put in whatever form the SDK sent them. Throws XAmzContentSHA256Mismatch when the signed digest is
 * not that of the bytes, IncompleteBody for a broken chunked body, NotImplemented for signed chunks.
 */
export function readPayload(body: Buffer, headers: Readonly<Record<string, string>>): Payload {
  const declared = headers['x-amz-content-sha256'];
  if (declared === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return unchunkedPayload(body, headers);
  if (declared?.startsWith('STREAMING-'))
    throw notImplemented(`${declared} is not implemented by the local object store.`);
  if (declared === undefined || declared === 'UNSIGNED-PAYLOAD') return { bytes: body, headers };
  if (!/^[0-9a-f]{64}$/.test(declared)) throw invalidRequest('x-amz-content-sha256 must be a SHA-256 in hex.');
  if (createHash('sha256').update(body).digest('hex') !== declared)
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  return { bytes: body, headers };
}
