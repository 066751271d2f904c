import { expect, test } from 'vitest';
import { CONFIGURATION_ACTIONS, permitsConfiguration } from '../../../shared/domain/access/configuration.ts';
import { ROLES, type Role } from '../../../shared/domain/vocabulary.ts';
import { aCaller } from '../../support/a-case.ts';

const MAY: Readonly<Record<Role, readonly string[]>> = {
  consumer: [],
  contact: [],
  'account-admin': [],
  partner: [],
  agent: ['read_playbooks'],
  supervisor: ['read_playbooks'],
  compliance: ['read_playbooks'],
  auditor: ['read_playbooks'],
  admin: ['read_playbooks', 'write_playbooks', 'migrate_cases'],
};

test.each(ROLES)('what the role %s may do to the configuration', (role) => {
  const allowed = CONFIGURATION_ACTIONS.filter((action) => permitsConfiguration(aCaller({ roles: [role] }), action));
  expect(allowed).toEqual(MAY[role]);
});

test('the system and providers may do nothing to it', () => {
  for (const kind of ['system', 'provider'] as const) {
    const caller = aCaller({ kind, roles: ['admin'] });
    expect(CONFIGURATION_ACTIONS.filter((action) => permitsConfiguration(caller, action))).toEqual([]);
  }
});
