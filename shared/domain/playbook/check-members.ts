import type { Member } from '../case/case.ts';
import type { InputError } from '../errors.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import type { IntakeStep, MemberRole, Playbook } from './playbook.ts';

/** Fewest members of the role that this case needs. */
export function minimumOf(role: MemberRole, facts: Facts): number {
  const conditional = role.minimumWhen;
  if (conditional === undefined || !evaluate(conditional.when, facts)) return role.minimum;
  return Math.max(role.minimum, conditional.minimum);
}

/**
 * What keeps a members step from being complete. Pointers are `/members/<roleId>` when people are missing or too many
 * and `/members/<memberId>/<property>` when something about one of them is.
 */
export function checkMembers(
  step: IntakeStep,
  members: readonly Member[],
  playbook: Playbook,
  facts: Facts,
): readonly InputError[] {
  const collected = new Set(step.memberRoles ?? []);
  return playbook.memberRoles
    .filter((role) => collected.has(role.id))
    .flatMap((role) => {
      const inRole = members.filter((member) => member.role === role.id);
      return [...checkCount(role, inRole.length, facts), ...inRole.flatMap((member) => checkMember(role, member))];
    });
}

function checkCount(role: MemberRole, count: number, facts: Facts): readonly InputError[] {
  const minimum = minimumOf(role, facts);
  const pointer = `/members/${role.id}`;
  if (count < minimum) {
    return [{ pointer, code: 'members.too-few', message: `Add at least ${minimum}: ${role.label}.` }];
  }
  if (count > role.maximum) {
    return [{ pointer, code: 'members.too-many', message: `At most ${role.maximum} can be added: ${role.label}.` }];
  }
  return [];
}

function checkMember(role: MemberRole, member: Member): readonly InputError[] {
  const problems: InputError[] = [];
  if (role.needsDateOfBirth && member.dateOfBirth === undefined) {
    problems.push(missingDetail(member, 'dateOfBirth', 'Enter the date of birth.'));
  }
  if (role.needsOwnershipPercent && member.ownershipPercent === undefined) {
    problems.push(missingDetail(member, 'ownershipPercent', 'Enter the share owned, in percent.'));
  }
  return problems;
}

function missingDetail(member: Member, property: string, message: string): InputError {
  return { pointer: `/members/${member.memberId}/${property}`, code: 'field.required', message };
}
