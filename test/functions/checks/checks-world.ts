import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { checksApi } from '../../../functions/checks/api.ts';
import type { CheckProvider } from '../../../functions/checks/check-provider.ts';
import { onCheckRequested } from '../../../functions/checks/on-check-requested.ts';
import { answerSim } from '../../../functions/checks/sim/answer-sim.ts';
import { type SimMessage, simMessage } from '../../../functions/checks/sim/sim-message.ts';
import { simProvider } from '../../../functions/checks/sim/sim-provider.ts';
import type { Caller } from '../../../shared/domain/access/caller.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { requestCheck } from '../../../shared/domain/case/request-check.ts';
import { systemCaller, systemCommand } from '../../../shared/events/system-command.ts';
import { httpApi } from '../../../shared/http/http-api.ts';
import { AT, aCase, anAgent, aPlaybook } from '../../support/a-case.ts';
import { KeptLog } from '../../support/kept-log.ts';
import { MemoryCases } from '../../support/memory-cases.ts';

export const CASE_ID = 'case_01JD0000000000000000000000';
export const KEY = 'the key of callbacks';

export const underReview = (customerReference?: string): Case =>
  aCase({
    caseId: CASE_ID,
    status: 'under_review',
    stage: 'due_diligence',
    assignee: 'agent_bo',
    answers: [
      {
        stepId: 'details',
        values: customerReference === undefined ? {} : { customerReference },
        authors: {},
        revision: 1,
      },
    ],
  });

/** The checks context with everything around it in memory: the table, the queue of the simulated provider, HTTP. */
export class ChecksWorld {
  now = AT;
  readonly cases: MemoryCases;
  readonly queue: { readonly message: SimMessage; readonly delaySeconds: number }[] = [];
  readonly log = new KeptLog();
  caller: Caller = anAgent();
  readonly playbook = {
    ...aPlaybook(),
    checks: aPlaybook().checks.map((check) => ({ ...check, provider: 'sim' })),
  };
  private readonly handler;
  private readonly commands;

  constructor(case_: Case) {
    this.cases = new MemoryCases(case_);
    this.commands = {
      cases: this.cases,
      playbookOf: async () => this.playbook,
      now: () => this.now,
      newId: (prefix: string) => `${prefix}_1`,
    };
    this.handler = httpApi<'checks'>(checksApi({ ...this.commands, callbackKeys: async () => [KEY] }), {
      context: 'checks',
      callers: { callerOf: async () => this.caller },
      now: () => this.now,
      log: this.log,
    });
  }

  readonly send = async (body: string, delaySeconds: number): Promise<void> => {
    this.queue.push({ message: simMessage.parse(JSON.parse(body)), delaySeconds });
  };

  /** The workflow requests a check; the resulting event reaches the consumer that asks the provider. */
  async request(
    checkId: string,
    attempt = 1,
    providers: Record<string, CheckProvider> = { sim: simProvider(this.send) },
  ) {
    await systemCommand(this.commands, {
      caseId: CASE_ID,
      causation: { correlationId: 'test' },
      caller: systemCaller('workflow'),
      decide: (case_, s) => requestCheck(case_, { checkId, attempt }, s),
    });
    await this.deliverRequest(providers);
  }

  deliverRequest(providers: Record<string, CheckProvider> = { sim: simProvider(this.send) }): Promise<void> {
    const event = this.cases.events.findLast(({ data }) => data.types.includes('check.requested'));
    if (event === undefined) throw new Error('no check was requested');
    return onCheckRequested({ ...this.commands, providers })(event);
  }

  /** Delivers a message of the provider's queue. */
  answer(message: SimMessage): Promise<void> {
    const post = (rawBody: string, headers: Readonly<Record<string, string>>) => this.callback(rawBody, headers);
    return answerSim({ post, send: this.send, keys: async () => [KEY], now: () => this.now }, message);
  }

  async callback(rawBody: string, headers: Readonly<Record<string, string>>, provider = 'sim') {
    return this.call('POST /v1/provider-callbacks/{provider}', { provider }, rawBody, headers);
  }

  async call(
    routeKey: string,
    pathParameters: Record<string, string>,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const event = {
      routeKey,
      headers,
      pathParameters,
      body,
      isBase64Encoded: false,
      requestContext: { requestId: 'request-1', authorizer: { jwt: { claims: { sub: 'someone' }, scopes: [] } } },
    };
    const reply = (await this.handler(event as never, {} as never)) as APIGatewayProxyStructuredResultV2;
    return { status: reply.statusCode ?? 0, body: JSON.parse(reply.body ?? 'null') };
  }

  check(checkId: string) {
    return this.cases.current(CASE_ID).checks.find((check) => check.checkId === checkId);
  }
}
