import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseDuration } from './duration.ts';
import type { EngineLoop } from './engine-loop.ts';
import { readBody } from './http-body.ts';
import type { EngineClock } from './parts.ts';

const MAX_BODY_BYTES = 10_000;
/** Ten years: longer is a slip of the keyboard, and would play every minute of them. */
const MAX_ADVANCE_MS = 10 * 366 * 86_400_000;

/** `GET /_clock` tells the engine's time; `POST /_clock` with `{"advance": "P5D"}` lets time pass and answers when all is quiet. */
export function createClockControl(clock: EngineClock, loop: EngineLoop) {
  const state = () => ({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs() });
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method === 'GET') return sendJson(res, 200, state());
    if (req.method !== 'POST') return sendJson(res, 405, { message: 'Use GET or POST.' });
    const durationMs = readAdvance(await readBody(req, MAX_BODY_BYTES));
    if (typeof durationMs === 'string') return sendJson(res, 400, { message: durationMs });
    await loop.advance(durationMs);
    sendJson(res, 200, state());
  };
}

export function sendJson(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
}

/** @returns milliseconds, or the sentence that says what is wrong */
function readAdvance(body: Buffer | undefined): number | string {
  try {
    const { advance, ...unknown } = JSON.parse(body?.toString() ?? '');
    if (typeof advance !== 'string' || Object.keys(unknown).length > 0) return 'Send {"advance": "P5D"}.';
    const durationMs = parseDuration(advance);
    return durationMs <= MAX_ADVANCE_MS ? durationMs : 'The clock advances by ten years at most.';
  } catch (error) {
    if (error instanceof SyntaxError) return 'Send {"advance": "P5D"}.';
    return error instanceof Error ? error.message : String(error);
  }
}
