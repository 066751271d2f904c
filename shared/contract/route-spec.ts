import type * as z from 'zod/mini';
import type { Action } from '../domain/access/actions.ts';
import type { ConfigurationAction } from '../domain/access/configuration.ts';

export const CONTEXTS = ['meta', 'cases', 'documents', 'checks', 'parties', 'mail', 'playbooks'] as const;
export type Context = (typeof CONTEXTS)[number];

export interface RouteSpec {
  readonly context: Context;
  readonly summary: string;
  /** `public`: no token. `signed`: a signature over the raw body. Otherwise the action that the policy must allow. */
  readonly access: 'public' | 'signed' | Action | ConfigurationAction | 'signed_in' | 'read_quarantine';
  readonly status: 200 | 201 | 302;
  /** Transitions and changes of a shared resource: staff must send `If-Match`. */
  readonly ifMatch?: true;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  readonly reply?: z.ZodMiniType;
}

/** Routes by `METHOD /path`. */
export type RouteTable = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /v1/${string}`, RouteSpec>>;
