import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './control.ts';
import { readBody } from './http-body.ts';
import type { EnginePart } from './parts.ts';
import type { Streams } from './streams/streams.ts';

const MAX_BODY_BYTES = 1_000;

/**
 * `POST /_hold` with `{"on": true}` keeps what follows from writes from starting, until `{"on": false}`: so that what a
 * request costs can be told from what it causes. It lasts until the engine ends. Both, and `GET`, tell how much is
 * under way.
 */
export function createHoldControl(streams: Streams, parts: readonly EnginePart[]) {
  const state = () => ({ on: streams.held, busy: parts.reduce((sum, part) => sum + part.busy(), 0) });
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method === 'GET') return sendJson(res, 200, state());
    if (req.method !== 'POST') return sendJson(res, 405, { message: 'Use GET or POST.' });
    const on = readOn(await readBody(req, MAX_BODY_BYTES));
    if (on === undefined) return sendJson(res, 400, { message: 'Send {"on": true} or {"on": false}.' });
    streams.hold(on);
    sendJson(res, 200, state());
  };
}

function readOn(body: Buffer | undefined): boolean | undefined {
  try {
    const { on, ...unknown } = JSON.parse(body?.toString() ?? '');
    return typeof on === 'boolean' && Object.keys(unknown).length === 0 ? on : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
