import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCase } from '../../shared/domain/case/create-case.ts';
import { CaseForbidden, IdempotencyBodyDiffers } from '../../shared/domain/errors.ts';
import { type CreateSpec, createCommand } from '../../shared/http/create-command.ts';
import { dynamoCaseStore } from '../../shared/store/dynamo-case-store.ts';
import { NumberTaken } from '../../shared/store/errors.ts';
import type { CaseStore } from '../../shared/store/ports.ts';
import { testChance } from '../store/a-change.ts';
import { AT, aCaller, aPlaybook } from '../support/a-case.ts';
import { type Dynoxide, startDynoxide } from '../support/dynoxide.ts';

let dynoxide: Dynoxide;
let cases: CaseStore;
let made: number;
beforeAll(async () => {
  dynoxide = await startDynoxide();
});
afterAll(() => dynoxide.stop());
beforeEach(async () => {
  made = 0;
  const options = { shardCount: 1, now: () => AT, ...testChance() };
  cases = dynamoCaseStore(dynoxide.client, await dynoxide.createTable(), options);
});

const deps = () => ({
  cases,
  playbookOf: async () => aPlaybook(),
  now: () => AT,
  newId: (prefix: string) => {
    made += 1;
    return `${prefix}_${made}`;
  },
});

const applicant = { kind: 'account', accountId: 'account_acme', contactId: 'contact_ada', name: 'Acme Ltd' } as const;

function aSpec(numbers: readonly string[]): CreateSpec {
  const left = [...numbers];
  return {
    playbook: async () => aPlaybook(),
    newNumber: () => left.shift() ?? 'none left',
    create: (number, surroundings) => createCase({ number, applicant, channel: 'web' }, surroundings),
    render: ({ number, version }) => ({ body: number, version }),
  };
}

const incoming = (
  overrides: Partial<Parameters<typeof createCommand>[1]> = {},
): Parameters<typeof createCommand>[1] => ({
  route: 'POST /v1/cases',
  caller: aCaller(),
  requestId: 'req-1',
  at: AT,
  ...overrides,
});
const keyed = (bodyHash = 'h') => ({
  idempotency: { principal: 'contact_ada', route: 'POST /v1/cases', key: 'k', bodyHash },
});

test('a case is opened under a new number', async () => {
  expect(await createCommand(deps(), incoming(), aSpec(['ONB-A']))).toEqual({ status: 201, body: 'ONB-A', version: 1 });
  expect(await cases.load('case_1')).toMatchObject({ number: 'ONB-A', status: 'draft', version: 1 });
});

test('a number that is taken is drawn again, twice at most', async () => {
  await createCommand(deps(), incoming(), aSpec(['ONB-A']));
  expect(await createCommand(deps(), incoming(), aSpec(['ONB-A', 'ONB-A', 'ONB-B']))).toMatchObject({ body: 'ONB-B' });
  const unlucky = createCommand(deps(), incoming(), aSpec(['ONB-A', 'ONB-B', 'ONB-A', 'ONB-C']));
  await expect(unlucky).rejects.toThrow(NumberTaken);
});

test('a case that would not be the caller’s is forbidden and not made', async () => {
  const stranger = aCaller({ personId: 'contact_eve', accountId: 'account_other' });
  await expect(createCommand(deps(), incoming({ caller: stranger }), aSpec(['ONB-A']))).rejects.toThrow(CaseForbidden);
  await expect(cases.load('case_1')).rejects.toThrow();
});

test('fifty creations with one key make one case', async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => createCommand(deps(), incoming(keyed()), aSpec([`ONB-${index}`]))),
  );
  const [first] = replies;
  expect(replies.map(({ body }) => body)).toEqual(Array(50).fill(first?.body));
  expect(replies.filter(({ headers }) => headers?.['idempotency-replayed'] === 'true')).toHaveLength(49);
});

test('a key with another body makes nothing', async () => {
  await createCommand(deps(), incoming(keyed()), aSpec(['ONB-A']));
  const other = createCommand(deps(), incoming(keyed('other')), aSpec(['ONB-B']));
  await expect(other).rejects.toThrow(IdempotencyBodyDiffers);
});
