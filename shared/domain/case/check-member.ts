import { dateOf } from '../calendar.ts';
import { type InputError, InputInvalid, LimitExceeded } from '../errors.ts';
import { CAPS } from './caps.ts';
import type { Case, Instant, Member } from './case.ts';
import type { Surroundings } from './decision.ts';
import { refuseProblems, textProblem } from './input-text.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Checks a member as it is to be stored. What the role needs may still be missing; completing the step asks for it.
 *
 * @param others the case's other members
 * @throws {InputInvalid} for what is wrong
 * @throws {LimitExceeded} when the case, or the role, has as many as it may
 */
export function requireMember(member: Member, others: Case['members'], { playbook, at }: Surroundings): void {
  const role = playbook.memberRoles.find(({ id }) => id === member.role);
  if (role === undefined) {
    throw new InputInvalid([{ pointer: '/role', code: 'member.unknown-role', message: 'There is no such role here.' }]);
  }
  if (others.length >= CAPS.members) throw new LimitExceeded('members', CAPS.members);
  const inRole = others.filter((other) => other.role === role.id).length;
  if (inRole >= role.maximum) throw new LimitExceeded(`members as ${role.id}`, role.maximum);
  refuseProblems([textProblem(member.name, '/name'), dateProblem(member, at), ownershipProblem(member, others)]);
}

function dateProblem({ dateOfBirth }: Member, at: Instant): InputError | undefined {
  if (dateOfBirth === undefined || (isDate(dateOfBirth) && dateOfBirth < dateOf(at))) return undefined;
  return { pointer: '/dateOfBirth', code: 'member.date-of-birth', message: 'Enter a day in the past as YYYY-MM-DD.' };
}

/** A day that exists, as `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

function ownershipProblem(member: Member, others: Case['members']): InputError | undefined {
  const pointer = '/ownershipPercent';
  const share = member.ownershipPercent;
  if (share === undefined) return undefined;
  if (!(share >= 0 && share <= 100)) return { pointer, code: 'member.share', message: 'A share is 0 to 100 percent.' };
  const inRole = others.filter((other) => other.role === member.role);
  const total = inRole.reduce((sum, other) => sum + (other.ownershipPercent ?? 0), share);
  if (total <= 100) return undefined;
  return { pointer, code: 'member.shares-over-100', message: `The shares add up to ${total} percent.` };
}
