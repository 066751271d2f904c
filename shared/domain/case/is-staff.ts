import type { Caller } from '../access/caller.ts';
import { type Role, STAFF_ROLES } from '../vocabulary.ts';

const STAFF: ReadonlySet<Role> = new Set<Role>(STAFF_ROLES);

/** One staff role is enough: nobody sits on both sides of a case. */
export const isStaff = (caller: Caller): boolean => caller.roles.some((role) => STAFF.has(role));
