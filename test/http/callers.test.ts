import { expect, test } from 'vitest';
import { callersOnRecord } from '../../shared/http/callers.ts';
import { CallerUnknown } from '../../shared/http/request-errors.ts';
import type { Grants } from '../../shared/store/ports.ts';

const someGrants = (overrides: Partial<Grants> = {}): Grants => ({
  sub: 'sub-1',
  personId: 'contact_ada',
  displayName: 'Ada',
  groups: [],
  accountId: 'account_acme',
  partnerAccounts: ['account_other'],
  disabled: false,
  ...overrides,
});

function onRecord(first: Grants | undefined) {
  const state = { grants: first, nowMs: 0, reads: 0 };
  const parties = {
    grants: async () => {
      state.reads += 1;
      return state.grants;
    },
  };
  return { state, callers: callersOnRecord(parties, () => state.nowMs) };
}

test('a caller has the roles of the token and the reach of the record', async () => {
  const { callers } = onRecord(someGrants());
  const claims = { sub: 'sub-1', 'cognito:groups': ['contact', 'account-admin', 'somebody-elses-group'] };
  expect(await callers.callerOf(claims, 'web')).toEqual({
    personId: 'contact_ada',
    kind: 'person',
    roles: ['contact', 'account-admin'],
    groups: [],
    accountId: 'account_acme',
    partnerAccounts: ['account_other'],
    channel: 'web',
  });
});

test.each([
  ['[contact account-admin]', ['contact', 'account-admin']],
  ['[contact,account-admin]', ['contact', 'account-admin']],
  ['agent', ['agent']],
  ['[contacts]', []],
  [undefined, []],
])('roles in the claim %s', async (claim, roles) => {
  const { callers } = onRecord(someGrants());
  expect((await callers.callerOf({ sub: 'sub-1', 'cognito:groups': claim }, 'web')).roles).toEqual(roles);
});

test('nobody on record, nobody in the token, and somebody disabled are refused', async () => {
  await expect(onRecord(undefined).callers.callerOf({ sub: 'sub-1' }, 'web')).rejects.toThrow(CallerUnknown);
  await expect(onRecord(someGrants()).callers.callerOf({}, 'web')).rejects.toThrow(CallerUnknown);
  const disabled = onRecord(someGrants({ disabled: true }));
  await expect(disabled.callers.callerOf({ sub: 'sub-1' }, 'web')).rejects.toThrow(CallerUnknown);
});

test('what is on record is read once in 30 seconds, so a person who is disabled is out within a minute', async () => {
  const { callers, state } = onRecord(someGrants());
  const ask = () => callers.callerOf({ sub: 'sub-1' }, 'web');
  await ask();
  state.grants = someGrants({ disabled: true });
  state.nowMs = 29_999;
  await ask();
  expect(state.reads).toBe(1);
  state.nowMs = 30_000;
  await expect(ask()).rejects.toThrow(CallerUnknown);
  expect(state.reads).toBe(2);
});

test('a sign-in that comes on record is known at once', async () => {
  const { callers, state } = onRecord(undefined);
  await expect(callers.callerOf({ sub: 'sub-1' }, 'web')).rejects.toThrow(CallerUnknown);
  state.grants = someGrants();
  expect(await callers.callerOf({ sub: 'sub-1' }, 'web')).toMatchObject({ personId: 'contact_ada' });
});
