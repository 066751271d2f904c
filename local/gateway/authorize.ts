import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { JwtAuthorizer, Route } from './api-model.ts';

/** What an accepted token becomes in the event; a refusal is the gateway's bare 401 or 403. */
export type Authorization =
  | { readonly ok: true; readonly jwt?: { readonly claims: Record<string, string>; readonly scopes: string[] | null } }
  | { readonly ok: false; readonly status: 401 | 403 };

export type Authorize = (route: Route, headers: Readonly<Record<string, string>>) => Promise<Authorization>;

export interface AuthorizeSettings {
  /** Engine time, epoch ms. */
  now(): number;
  /** The issuer's public keys as they are now. */
  keys(): JSONWebKeySet;
}

interface Verified {
  readonly payload: JWTPayload;
  readonly claims: Record<string, string>;
}

/** Tokens whose signature has been checked once; the oldest leave first. */
const REMEMBERED_TOKENS = 2_000;

/** The JWT authorizer of an HTTP API: signature, issuer, audience (or client), times by the engine's clock, scopes. */
export function createAuthorize(settings: AuthorizeSettings): Authorize {
  const verify = createVerifier(settings);
  return async (route, headers) => {
    if (!route.authorizer) return { ok: true };
    const token = headers[route.authorizer.header]?.replace(/^Bearer\s+/i, '');
    const verified = token ? await verify(token) : undefined;
    if (!verified || !accepts(route.authorizer, verified.payload, settings)) return { ok: false, status: 401 };
    if (route.scopes.length === 0) return { ok: true, jwt: { claims: verified.claims, scopes: null } };
    const held = scopesOf(verified.payload).filter((scope) => route.scopes.includes(scope));
    if (held.length === 0) return { ok: false, status: 403 };
    return { ok: true, jwt: { claims: verified.claims, scopes: held } };
  };
}

function createVerifier(settings: AuthorizeSettings): (token: string) => Promise<Verified | undefined> {
  const remembered = new Map<string, Verified>();
  return async (token) => {
    const known = remembered.get(token);
    if (known) return known;
    const payload = await signed(token, createLocalJWKSet(settings.keys()));
    if (!payload) return undefined;
    const verified = { payload, claims: claimTexts(payload) };
    remembered.set(token, verified);
    if (remembered.size > REMEMBERED_TOKENS) remembered.delete(remembered.keys().next().value!);
    return verified;
  };
}

/** The payload when the signature is right; times are judged by `accepts`, since a remembered token also ages. */
async function signed(token: string, keys: ReturnType<typeof createLocalJWKSet>): Promise<JWTPayload | undefined> {
  try {
    const anyTime = Number.MAX_SAFE_INTEGER;
    return (await jwtVerify(token, keys, { algorithms: ['RS256'], clockTolerance: anyTime })).payload;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function accepts(authorizer: JwtAuthorizer, payload: JWTPayload, settings: AuthorizeSettings): boolean {
  const seconds = settings.now() / 1000;
  const audience = payload.aud ?? (payload['client_id'] as string | undefined) ?? [];
  return (
    payload.iss === authorizer.issuer &&
    payload.exp !== undefined &&
    payload.exp > seconds &&
    (payload.nbf === undefined || payload.nbf <= seconds) &&
    [audience].flat().some((entry) => authorizer.audience.includes(entry))
  );
}

function scopesOf(payload: JWTPayload): string[] {
  const scopes = payload['scope'] ?? payload['scp'] ?? '';
  return Array.isArray(scopes) ? scopes : String(scopes).split(' ');
}

/** Every claim reaches the function as text, a list as `[a b]`. */
function claimTexts(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
