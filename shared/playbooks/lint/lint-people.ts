import { COUNTRIES } from '../../domain/playbook/countries.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { ApplicantType } from '../../domain/vocabulary.ts';
import { type Finding, finding, findingIf } from './finding.ts';

/** How an applicant of a type is on record, at least. */
const KIND_OF_TYPE: Partial<Readonly<Record<ApplicantType, Playbook['applicantKinds'][number]>>> = {
  individual: 'individual',
  company: 'business',
};

/** Roles that nobody could ever have, and applicants that cannot be. */
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
    ...lintApplicants(playbook),
  ];
}

function lintApplicants({ applicantType, applicantKinds, countries = [] }: Playbook): readonly Finding[] {
  const kind = KIND_OF_TYPE[applicantType];
  const message = `A process for the type “${applicantType}” takes ${kind} applicants.`;
  return [
    ...findingIf(kind !== undefined && !applicantKinds.includes(kind), '/applicantKinds', 'applicant-kind', message),
    ...countries.flatMap((country, i) =>
      findingIf(!COUNTRIES.has(country), `/countries/${i}`, 'unknown-country', `There is no country “${country}”.`),
    ),
  ];
}

function placed(place: string, roles: readonly string[]) {
  return roles.map((role, position) => ({ place: `${place}/${position}`, role }));
}

function unknownRole(place: string, role: string): Finding {
  return finding(place, 'unknown-role', `There is no member role “${role}”.`);
}

function notCollected(place: string, role: string): Finding {
  return finding(place, 'role-not-collected', `No step asks for members with the role “${role}”.`);
}
