import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireService } from '../../../local/parts.ts';

/** What an AWS SDK client needs to talk to one emulated service. */
export interface WireServer {
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  close(): Promise<void>;
}

/** Serves one emulated service over HTTP on a free port, so that a test can use the real SDK. */
export async function serveWire(service: WireService): Promise<WireServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = request.headers as Record<string, string>;
      const url = request.url ?? '/';
      const reply = await service({ method: request.method ?? 'POST', url, headers, body: Buffer.concat(chunks) });
      response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
