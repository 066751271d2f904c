import type { Role } from '../vocabulary.ts';
import type { Caller } from './caller.ts';

export const LIST_VIEWS = [
  'my-drafts',
  'my-cases',
  'action-needed',
  'account-cases',
  'assigned-to-me',
  'group-queue',
  'unassigned',
  'all',
] as const;
export type ListView = (typeof LIST_VIEWS)[number];

const PARTY_VIEWS = ['my-drafts', 'my-cases', 'action-needed'] as const;
const AGENT_VIEWS = ['my-drafts', 'assigned-to-me', 'group-queue', 'unassigned'] as const;

const VIEWS_OF_ROLE: Readonly<Record<Role, readonly ListView[]>> = {
  consumer: PARTY_VIEWS,
  contact: PARTY_VIEWS,
  'account-admin': [...PARTY_VIEWS, 'account-cases'],
  partner: ['account-cases'],
  agent: AGENT_VIEWS,
  supervisor: [...AGENT_VIEWS, 'all'],
  compliance: ['all'],
  auditor: ['all'],
  admin: [],
};

/** Whether somebody with these roles has such a list at all; what is in it is still only what they may read. */
export function permitsView(caller: Caller, view: ListView): boolean {
  return caller.kind === 'person' && caller.roles.some((role) => VIEWS_OF_ROLE[role].includes(view));
}
