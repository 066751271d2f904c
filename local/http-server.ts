import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type HttpHandler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

/** Longer than clients keep their connections, so that it is never the server that closes one in use. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Listens on 127.0.0.1 only.
 * @param log takes one line for a handler that threw; the client gets a bare 500
 * @throws one sentence when the port is taken
 */
export function listen(port: number, handler: HttpHandler, log: (line: string) => void): Promise<Server> {
  const server = createServer((req, res) => {
    Promise.resolve(handler(req, res)).catch((error: unknown) => fail(req, res, error, log));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken: choose another with PORT.`) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function fail(req: IncomingMessage, res: ServerResponse, error: unknown, log: (line: string) => void): void {
  // A client that went away needs no answer.
  if (req.destroyed && !req.complete) return;
  log(`${req.method} ${req.url?.split('?')[0]} failed: ${error instanceof Error ? error.stack : String(error)}`);
  if (!res.headersSent) res.writeHead(500, { 'content-type': 'application/json' });
  res.end('{"message":"Internal Server Error"}');
}
