import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { Finding } from './finding.ts';

/** Roles and documents that nobody could ever supply. */
export function lintPeople(playbook: Playbook): readonly Finding[] {
  const { intake, memberRoles, requirements } = playbook;
  const roles = new Set(memberRoles.map(({ id }) => id));
  const collected = new Set(intake.flatMap((step) => step.memberRoles ?? []));
  const asked = [
    ...intake.flatMap((step, i) => placed(`/intake/${i}/memberRoles`, step.memberRoles ?? [])),
    ...requirements.flatMap(({ per }, i) => (per === 'case' ? [] : placed(`/requirements/${i}/per/roles`, per.roles))),
  ];
  return [
    ...asked.filter(({ role }) => !roles.has(role)).map(({ place, role }) => unknownRole(place, role)),
    ...memberRoles.flatMap(({ id }, i) => (collected.has(id) ? [] : [notCollected(`/memberRoles/${i}`, id)])),
  ];
}

function placed(place: string, roles: readonly string[]) {
  return roles.map((role, position) => ({ place: `${place}/${position}`, role }));
}

function unknownRole(place: string, role: string): Finding {
  return { place, code: 'unknown-role', message: `There is no member role “${role}”.` };
}

function notCollected(place: string, role: string): Finding {
  return { place, code: 'role-not-collected', message: `No step asks for members with the role “${role}”.` };
}
