import { STAFF_ROLES } from '../vocabulary.ts';
import type { Caller } from './caller.ts';

/** Whether the caller sees cases from our side: staff, and the system itself. Providers see none. */
export function isStaff(caller: Caller): boolean {
  if (caller.kind !== 'person') return caller.kind === 'system';
  return caller.roles.some((role) => STAFF_ROLES.some((staff) => staff === role));
}
