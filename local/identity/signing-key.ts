import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import type { StoredValues } from './stored-values.ts';

/** The issuer's RSA key, generated once. */
export interface SigningKey {
  /** With the private parts, for the interactive issuer. */
  readonly privateJwk: JWK;
  readonly publicKeys: JSONWebKeySet;
  /** A signed JWT (RS256) with these claims. */
  sign(claims: Readonly<Record<string, unknown>>): string;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

/** Reads the key from the store, or makes it. */
export function openSigningKey(values: StoredValues): SigningKey {
  const jwk = JSON.parse(values.keep('signing-key', newKey)) as JsonWebKey;
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const { kty, n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  // RFC 7638: the thumbprint of the required members in this order
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  const header = base64url({ alg: 'RS256', kid, typ: 'JWT' });
  const named = { kid, alg: 'RS256', use: 'sig' };
  return {
    privateJwk: { ...jwk, ...named } as JWK,
    publicKeys: { keys: [{ kty, n, e, ...named } as JWK] },
    sign(claims) {
      const input = `${header}.${base64url(claims)}`;
      return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
    },
  };
}
