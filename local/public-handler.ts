import type { EngineParts } from './compose.ts';
import { createClockControl, sendJson } from './control.ts';
import type { EngineLoop } from './engine-loop.ts';
import { createHoldControl } from './hold-control.ts';
import type { HttpHandler } from './http-server.ts';
import type { EngineClock } from './parts.ts';
import type { EngineSystem } from './system.ts';

export interface PublicSettings {
  readonly parts: EngineParts;
  readonly clock: EngineClock;
  readonly loop: EngineLoop;
  readonly system: EngineSystem;
}

/** The public port: the engine's own pages begin with `/_`, everything else is the HTTP API. */
export function createPublicHandler({ parts, clock, loop, system }: PublicSettings): HttpHandler {
  const own: Readonly<Record<string, HttpHandler>> = {
    _clock: createClockControl(clock, loop),
    _hold: createHoldControl(parts.streams, parts.all),
    _health: (_req, res) => sendJson(res, 200, { status: 'ok', system, processes: parts.processes() }),
    ...parts.pages,
  };
  return (req, res) => {
    const first = /^\/(_[a-z]+)(?:[/?]|$)/.exec(req.url ?? '')?.[1];
    if (first === undefined) return parts.gateway.handle(req, res);
    const page = Object.hasOwn(own, first) ? own[first] : undefined;
    return page ? page(req, res) : sendJson(res, 404, { message: 'Not Found' });
  };
}
