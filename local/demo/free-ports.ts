import { createServer } from 'node:net';
import { portsFrom } from '../ports.ts';

const LAST_PORT = 60_000;
const STEP = 50;

/** The first public port from `start` on whose whole block of ports is free on this machine. */
export async function freePort(start: number): Promise<number> {
  for (let port = start; port < LAST_PORT; port += STEP) {
    const free = await Promise.all(Object.values(portsFrom(port)).map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`no free ports between ${start} and ${LAST_PORT}`);
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
