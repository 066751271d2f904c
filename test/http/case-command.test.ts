import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision } from '../../shared/domain/case/decision.ts';
import {
  CaseForbidden,
  CaseNotFound,
  CaseStale,
  IdempotencyBodyDiffers,
  LimitExceeded,
  TransitionNotAllowed,
} from '../../shared/domain/errors.ts';
import { type CommandSpec, caseCommand } from '../../shared/http/case-command.ts';
import { caseQuery } from '../../shared/http/case-query.ts';
import type { CommandDeps } from '../../shared/http/command-deps.ts';
import { CommandRefused } from '../../shared/http/command-refused.ts';
import { versionFor } from '../../shared/http/etag.ts';
import { PreconditionRequired } from '../../shared/http/request-errors.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { aChange, aCreation, testChance } from '../store/a-change.ts';
import { AT, aCaller, anAgent, aPlaybook } from '../support/a-case.ts';
import { countedClient } from '../support/counted-client.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';

let dynoxide: Dynoxide;
let deps: CommandDeps;
/** Names of the SDK commands that were sent. */
let sent: string[];

beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());
beforeEach(async () => {
  const tableName = await dynoxide.createTable();
  sent = [];
  const options = { shardCount: 1, now: () => AT, ...testChance() };
  deps = {
    cases: dynamoCaseStore(countedClient(dynoxide.client, sent), tableName, options),
    playbookOf: async () => aPlaybook(),
    now: () => AT,
    newId: (prefix) => `${prefix}_new`,
  };
  await deps.cases.commit(aCreation({}, { assignee: 'agent_bo', status: 'open', stage: 'pre_approval' }));
  sent.length = 0;
});

/** Counts declines, which no other rule looks at; a real fact, so that versions move. */
const decline = (case_: Case): Decision => ({
  case: {
    ...case_,
    declines: case_.declines + 1,
    version: case_.version + 1,
    customerVersion: case_.customerVersion + 1,
  },
  facts: [{ type: 'case.commented' }],
});
const nothing = (case_: Case): Decision => ({ case: case_, facts: [] });

const aSpec = (overrides: Partial<CommandSpec> = {}): CommandSpec => ({
  action: 'comment',
  caseId: 'case_1',
  decide: decline,
  render: (case_, caller, createdId) => ({
    body: { declines: case_.declines, createdId },
    version: versionFor(case_, caller),
  }),
  ...overrides,
});

const COMMENT = 'POST /v1/cases/{caseId}/comments';
const CLOSE = 'POST /v1/cases/{caseId}/close';

const incoming = (overrides: Partial<Parameters<typeof caseCommand>[1]> = {}): Parameters<typeof caseCommand>[1] => ({
  route: COMMENT,
  caller: aCaller(),
  requestId: 'req-1',
  at: AT,
  ...overrides,
});

const keyed = (key: string, bodyHash = 'h') => ({
  idempotency: { principal: 'contact_ada', route: COMMENT, key, bodyHash },
});

describe('a command', () => {
  test('takes two calls of the store and shows the case as it is after', async () => {
    const reply = await caseCommand(deps, incoming(), aSpec());
    expect(reply).toEqual({ status: 201, body: { declines: 1 }, version: 2 });
    expect(sent).toEqual(['QueryCommand', 'TransactWriteCommand']);
  });

  test('is told the id that it made', async () => {
    const reply = await caseCommand(deps, incoming(), aSpec({ created: () => 'mem_1' }));
    expect(reply.body).toEqual({ declines: 1, createdId: 'mem_1' });
  });

  test('on a case that the caller may not see finds no case', async () => {
    const stranger = aCaller({ personId: 'contact_eve', accountId: 'account_other' });
    await expect(caseCommand(deps, incoming({ caller: stranger }), aSpec())).rejects.toThrow(CaseNotFound);
    expect(sent).toEqual(['QueryCommand']);
  });

  test('that the caller may not give is forbidden', async () => {
    await expect(caseCommand(deps, incoming(), aSpec({ action: 'close' }))).rejects.toThrow(CaseForbidden);
  });

  test('that changes nothing writes nothing', async () => {
    const reply = await caseCommand(deps, incoming(), aSpec({ decide: nothing }));
    expect(reply).toMatchObject({ body: { declines: 0 }, version: 1 });
    expect(sent).toEqual(['QueryCommand']);
  });

  test('whose reply fails has had its effect', async () => {
    const render = () => {
      throw new Error('no words');
    };
    await expect(caseCommand(deps, incoming(), aSpec({ render }))).rejects.toThrow('no words');
    expect((await deps.cases.load('case_1')).declines).toBe(1);
  });
});

describe('If-Match', () => {
  const byAgent = { caller: anAgent(), route: CLOSE } as const;

  test('is needed of staff where the route says so', async () => {
    await expect(caseCommand(deps, incoming(byAgent), aSpec())).rejects.toThrow(PreconditionRequired);
  });

  test('is not needed of staff for a comment, nor of customers', async () => {
    expect(await caseCommand(deps, incoming({ caller: anAgent() }), aSpec())).toMatchObject({ status: 201 });
    expect(await caseCommand(deps, incoming({ route: 'POST /v1/cases/{caseId}/submit' }), aSpec())).toMatchObject({
      status: 200,
    });
  });

  test('of another version is refused with the current one', async () => {
    await caseCommand(deps, incoming(), aSpec());
    const refusal = caseCommand(deps, incoming({ ...byAgent, ifMatch: 1 }), aSpec());
    await expect(refusal).rejects.toThrow(CaseStale);
    await expect(refusal).rejects.toMatchObject({ facts: { currentVersion: 2 } });
  });

  test('of a customer is about what customers see', async () => {
    const before = await deps.cases.load('case_1');
    await deps.cases.commit({
      ...aChange(before),
      after: { ...before, version: 2 },
      facts: [{ type: 'case.work_noted' }],
    });
    expect(await caseCommand(deps, incoming({ ifMatch: 1 }), aSpec())).toMatchObject({ version: 2 });
    expect((await deps.cases.load('case_1')).version).toBe(3);
  });

  test('that was overtaken while deciding is refused, not decided again', async () => {
    let count = 0;
    const decide = (case_: Case) => {
      count += 1;
      return decline(case_);
    };
    const overtaken: CommandDeps = {
      ...deps,
      cases: {
        ...deps.cases,
        loadByIdOrNumber: async (id) => {
          const case_ = await deps.cases.loadByIdOrNumber(id);
          if (count === 0) await deps.cases.commit(aChange(case_));
          return case_;
        },
      },
    };
    await expect(caseCommand(overtaken, incoming({ ifMatch: 1 }), aSpec({ decide }))).rejects.toMatchObject({
      code: 'case.stale',
      facts: { currentVersion: 2 },
    });
    expect(count).toBe(1);
  });
});

describe('a lost race without If-Match', () => {
  const losing = (times: number): CommandDeps => {
    let lost = 0;
    return {
      ...deps,
      cases: {
        ...deps.cases,
        loadByIdOrNumber: async (id) => {
          const case_ = await deps.cases.loadByIdOrNumber(id);
          if (lost < times) await deps.cases.commit(aChange(case_, { declines: case_.declines + 10 }));
          lost += 1;
          return case_;
        },
      },
    };
  };

  test('is decided again on what the winner left', async () => {
    const reply = await caseCommand(losing(2), incoming(), aSpec());
    expect(reply.body).toEqual({ declines: 21 });
  });

  test('is given up after three attempts', async () => {
    await expect(caseCommand(losing(3), incoming(), aSpec())).rejects.toThrow(CaseStale);
    expect((await deps.cases.load('case_1')).declines).toBe(30);
  });
});

describe('a repeated key', () => {
  test('is answered as its command was, with the case as it is now', async () => {
    await caseCommand(deps, incoming(keyed('k')), aSpec({ created: () => 'mem_1' }));
    await caseCommand(deps, incoming(), aSpec());
    const reply = await caseCommand(deps, incoming(keyed('k')), aSpec({ created: () => 'mem_2' }));
    expect(reply).toEqual({
      status: 201,
      body: { declines: 2, createdId: 'mem_1' },
      version: 3,
      headers: { 'idempotency-replayed': 'true' },
    });
  });

  test('fifty at once have one effect and fifty good answers', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => caseCommand(deps, incoming(keyed('k')), aSpec())),
    );
    expect(replies.map(({ body }) => body)).toEqual(Array(50).fill({ declines: 1 }));
    expect((await deps.cases.load('case_1')).version).toBe(2);
  });

  test('answers before a refusal of the domain, of the version, or of the policy', async () => {
    await caseCommand(deps, incoming(keyed('k')), aSpec());
    const refuse = () => {
      throw new TransitionNotAllowed('closed', 'comment', 'close');
    };
    const limit = () => {
      throw new LimitExceeded('members', 100);
    };
    const replays = [
      caseCommand(deps, incoming(keyed('k')), aSpec({ decide: refuse })),
      caseCommand(deps, incoming(keyed('k')), aSpec({ decide: limit })),
      caseCommand(deps, incoming({ ...keyed('k'), ifMatch: 1 }), aSpec()),
      caseCommand(deps, incoming(keyed('k')), aSpec({ action: 'close' })),
    ];
    for (const replay of replays) {
      expect(await replay).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    }
  });

  test('with another body is refused', async () => {
    await caseCommand(deps, incoming(keyed('k')), aSpec());
    await expect(caseCommand(deps, incoming(keyed('k', 'other')), aSpec())).rejects.toThrow(IdempotencyBodyDiffers);
  });

  test('shows nothing to somebody who no longer sees the case', async () => {
    await caseCommand(deps, incoming(keyed('k')), aSpec());
    const moved = aCaller({ accountId: 'account_other' });
    await expect(caseCommand(deps, incoming({ ...keyed('k'), caller: moved }), aSpec())).rejects.toThrow(CaseNotFound);
  });

  test('of a refused command is free', async () => {
    const refuse = () => {
      throw new LimitExceeded('members', 100);
    };
    await expect(caseCommand(deps, incoming(keyed('k')), aSpec({ decide: refuse }))).rejects.toThrow(LimitExceeded);
    expect(sent).toEqual(['QueryCommand', 'GetCommand']);
    expect(await caseCommand(deps, incoming(keyed('k')), aSpec())).not.toHaveProperty('headers');
  });

  test('of a command that changed nothing is used all the same', async () => {
    await caseCommand(deps, incoming(keyed('k')), aSpec({ decide: nothing }));
    const reply = await caseCommand(deps, incoming(keyed('k')), aSpec());
    expect(reply).toMatchObject({ body: { declines: 0 }, headers: { 'idempotency-replayed': 'true' } });
  });
});

test('a conflict tells what the case accepts from this caller', async () => {
  const refuse = () => {
    throw new TransitionNotAllowed('open', 'close', 'pre_approval');
  };
  const refusal = caseCommand(deps, incoming({ caller: anAgent() }), aSpec({ decide: refuse }));
  await expect(refusal).rejects.toThrow(CommandRefused);
  const actions = await refusal.catch((error: CommandRefused) => error.allowedActions);
  expect(actions).toContain('add_work_note');
  expect(actions).not.toContain('accept_proposal');
});

describe('a look at a case', () => {
  const look = (caller = aCaller(), caseId = 'case_1') =>
    caseQuery(deps, { caller, params: { caseId } }, 'read_case', (case_) => ({ body: case_.caseId }));

  test('takes one call by id and two by number', async () => {
    expect(await look()).toEqual({ body: 'case_1' });
    expect(sent).toEqual(['QueryCommand']);
    await look(aCaller(), 'ONB-0000-0000');
    expect(sent).toEqual(['QueryCommand', 'GetCommand', 'QueryCommand']);
  });

  test('of another customer is the same as at no case', async () => {
    const errorOf = (look_: Promise<unknown>) =>
      look_.then(
        () => undefined,
        (error: unknown) => error,
      );
    const foreign = await errorOf(look(aCaller({ personId: 'contact_eve', accountId: 'account_other' })));
    expect(foreign).toBeInstanceOf(CaseNotFound);
    expect(foreign).toEqual(await errorOf(look(aCaller(), 'case_9')));
  });
});
