import type { Role } from '../vocabulary.ts';
import type { Caller } from './caller.ts';

/** What is done to the configuration, which belongs to no case. */
export const CONFIGURATION_ACTIONS = ['read_playbooks', 'write_playbooks', 'migrate_cases'] as const;
export type ConfigurationAction = (typeof CONFIGURATION_ACTIONS)[number];

/** Who may do it. Customers never see how their cases are made. */
export const CONFIGURATION_POLICY: Readonly<Record<ConfigurationAction, readonly Role[]>> = {
  read_playbooks: ['agent', 'supervisor', 'compliance', 'auditor', 'admin'],
  write_playbooks: ['admin'],
  migrate_cases: ['admin'],
};

export const permitsConfiguration = ({ kind, roles }: Caller, action: ConfigurationAction): boolean =>
  kind === 'person' && CONFIGURATION_POLICY[action].some((role) => roles.includes(role));
