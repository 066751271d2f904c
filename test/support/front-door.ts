import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { PARTIES, SIGN_INS } from '../../local/cli/demo-world.ts';
import type { PartyStore } from '../../shared/store/ports.ts';
import { anEvent } from '../http/an-event.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies as an outside client would
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (event: never, context: never) => Promise<APIGatewayProxyStructuredResultV2>;
export type Call = (
  who: string,
  route: string,
  params: Readonly<Record<string, string>>,
  options?: CallOptions,
) => Promise<Answer>;

/** Puts the people of the demo world on record; their sign-in is their person's id. */
export async function putDemoPeople(parties: PartyStore): Promise<void> {
  await Promise.all(PARTIES.map((profile) => parties.put(profile)));
  for (const { personId, displayName, groups, accountId, partnerAccounts } of SIGN_INS) {
    const grants = { sub: personId, personId, displayName, groups, partnerAccounts, disabled: false };
    await parties.putGrants({ ...grants, ...(accountId !== undefined && { accountId }) });
  }
}

/** Calls a handler as the gateway does, as somebody of the demo world. */
export const frontDoor =
  (handler: Handler): Call =>
  async (who, route, params, options = {}) => {
    const roles = SIGN_INS.find(({ personId }) => personId === who)?.roles ?? [];
    const claims = { sub: who, 'cognito:groups': `[${roles.join(' ')}]` };
    const event = anEvent({ route, params, claims, ...options });
    const reply = await handler(event as never, {} as never);
    return {
      status: reply.statusCode ?? 0,
      headers: reply.headers as Record<string, string>,
      body: reply.body === undefined ? undefined : JSON.parse(reply.body),
    };
  };
