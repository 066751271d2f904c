import type * as z from 'zod/mini';
import type { PATH_PARAMETERS, PathParameter } from '../contract/ids.ts';
import type { Context } from '../contract/route-spec.ts';
import type { ROUTES, RouteKey, RoutesOf } from '../contract/routes.ts';
import type { Caller } from '../domain/access/caller.ts';
import type { Instant } from '../domain/case/case.ts';

type Names<K extends string> = K extends `${string}{${infer P}}${infer Rest}` ? P | Names<Rest> : never;
type Parsed<K extends RouteKey, M extends 'query' | 'body'> =
  (typeof ROUTES)[K] extends Record<M, infer S extends z.ZodMiniType> ? z.output<S> : undefined;

/** A request after the edge has parsed and identified it. Nothing else of the event reaches a handler. */
export interface Incoming<K extends RouteKey = RouteKey> {
  readonly route: K;
  readonly params: { readonly [P in Names<K> & PathParameter]: z.output<(typeof PATH_PARAMETERS)[P]> };
  readonly query: Parsed<K, 'query'>;
  readonly body: Parsed<K, 'body'>;
  /** As received; signatures are over this. */
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Nobody (kind `system`, id `anonymous`) on public and signed routes. */
  readonly caller: Caller;
  /** Version that the caller saw, from `If-Match`. */
  readonly ifMatch?: number;
  /** From `Idempotency-Key`, with the digest of the raw body. */
  readonly idempotency?: {
    readonly principal: string;
    readonly route: string;
    readonly key: string;
    readonly bodyHash: string;
  };
  readonly requestId: string;
  readonly at: Instant;
}

export interface Reply {
  /** Default: the route's. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Version for the strong `ETag`. */
  readonly version?: number;
}

export type Handler<K extends RouteKey> = (incoming: Incoming<K>) => Promise<Reply>;

/** Leave a route of the context out and it does not compile. */
export type Handlers<C extends Context> = { readonly [K in RoutesOf<C>]: Handler<K> };
