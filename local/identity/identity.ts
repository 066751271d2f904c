import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import { awsJsonService } from '../aws-json.ts';
import type { EngineContext, EnginePart, WireService } from '../parts.ts';
import { administerUsers } from './administer-users.ts';
import { discoveryDocument, endpoints } from './discovery.ts';
import { type InteractiveIssuer, openInteractiveIssuer } from './interactive-issuer.ts';
import { listUsers } from './list-users.ts';
import { readPool } from './pool-settings.ts';
import { type SignInParts, signInOperations } from './sign-in.ts';
import { openSigningKey } from './signing-key.ts';
import { openStoredValues } from './stored-values.ts';
import { UserTable } from './user-table.ts';

/** The user pool: sign-in pages and tokens under `/_auth`, and Cognito's own calls on the wire. */
export interface Identity extends EnginePart {
  readonly wire: WireService;
  /** Answers requests whose path is `/_auth` or below. */
  http(req: IncomingMessage, res: ServerResponse): void;
  /** The issuer's public keys. */
  jwks(): JSONWebKeySet;
}

function sendJson(res: ServerResponse, value: unknown): void {
  res.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  res.end(JSON.stringify(value));
}

/** Opens the user pool of the template; people, keys and sessions live in `engine.db`. */
export function createIdentity(context: EngineContext): Identity {
  const issuer = `${context.publicUrl}/_auth`;
  const pool = readPool(context);
  const values = openStoredValues(context.database);
  const key = openSigningKey(values);
  const users = new UserTable(context.database);
  const secretOf: SignInParts['secretOf'] = ({ id }) =>
    values.keep(`secret/${id}`, () => randomBytes(32).toString('base64url'));
  const parts: SignInParts = { pool, users, key, clock: context.clock, issuer, secretOf };
  const cookieKey = () => values.keep('cookie-key', () => randomBytes(32).toString('base64url'));
  let interactive: Promise<InteractiveIssuer> | undefined;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url!.split('?')[0]!.slice('/_auth'.length);
    if (req.method === 'GET' && path === endpoints.keys) return sendJson(res, key.publicKeys);
    if (req.method === 'GET' && path === endpoints.discovery)
      return sendJson(res, discoveryDocument(issuer, pool?.customScopes ?? []));
    interactive ??= openInteractiveIssuer(context, parts, cookieKey());
    await (await interactive)(req, res);
  }

  return {
    wire: awsJsonService(
      { targetPrefix: 'AWSCognitoIdentityProviderService', version: '1.1', errorNamespace: '' },
      {
        ...administerUsers(pool, users, context.clock),
        ListUsers: listUsers(pool, users),
        ...signInOperations(parts),
      },
    ),
    http(req, res) {
      answer(req, res).catch((error: unknown) => {
        context.log(`The issuer failed: ${error instanceof Error ? error.message : 'unknown error'}`);
        if (!res.headersSent) res.writeHead(500);
        res.end();
      });
    },
    jwks: () => key.publicKeys,
    nextDueAt: () => undefined,
    runDue: () => undefined,
    busy: () => 0,
    close: () => undefined,
  };
}
