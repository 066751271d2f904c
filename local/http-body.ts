import type { IncomingMessage } from 'node:http';

/** @returns the whole body, or undefined when it is longer than `limitBytes` (the rest is read and dropped) */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= limitBytes) chunks.push(chunk);
  }
  if (sizeBytes > limitBytes) return undefined;
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, sizeBytes);
}
