import type { Case } from '../../shared/domain/case/case.ts';
import type { Surroundings } from '../../shared/domain/case/decision.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { aPlaybook } from './a-playbook.ts';
import { asSystem } from './cases-by-state.ts';

export const V1 = aPlaybook();
const [details, people, papers, review] = V1.intake as unknown as [Step, Step, Step, Step];
type Step = Playbook['intake'][number];
const [registration, identity] = V1.requirements as unknown as [Requirement, Requirement];
type Requirement = Playbook['requirements'][number];

/** The same process, published again. */
export const SAME = aPlaybook({ version: 2 });

/** The same process under other names. */
export const RENAMED = aPlaybook({
  version: 2,
  intake: [
    {
      ...details,
      id: 'about',
      fields: details.fields!.map((field) => (field.id === 'legalName' ? { ...field, id: 'companyName' } : field)),
    },
    { ...people, after: ['about'], memberRoles: ['officer'] },
    { ...papers, after: ['about'] },
    { ...review, after: ['about', 'people'] },
  ],
  memberRoles: V1.memberRoles.map((role) => (role.id === 'director' ? { ...role, id: 'officer' } : role)),
  requirements: [
    { ...registration, id: 'extract' },
    { ...identity, per: { roles: ['officer'] } },
  ],
  checks: V1.checks.map((check) => (check.id === 'background' ? { ...check, id: 'screening' } : check)),
  mapsFrom: [
    {
      playbook: 'test-account',
      version: 1,
      steps: { details: 'about' },
      fields: { legalName: 'companyName' },
      memberRoles: { director: 'officer' },
      requirements: { registration: 'extract' },
      checks: { background: 'screening' },
    },
  ],
});

/** Asks for less: no name, no people, no documents, one check. */
export const POORER = aPlaybook({
  version: 2,
  intake: [{ ...details, fields: details.fields!.slice(1) }, review],
  memberRoles: [],
  requirements: [],
  checks: V1.checks.slice(1),
});

/** Asks for more: another answer, another document, another check. */
export const RICHER = aPlaybook({
  version: 2,
  intake: [
    {
      ...details,
      fields: [...details.fields!, { id: 'purpose', label: 'Purpose', type: 'text', required: true }],
    },
    people,
    papers,
    review,
  ],
  requirements: [...V1.requirements, { ...registration, id: 'address', oneOf: ['utility_bill'] }],
  checks: [...V1.checks, { ...V1.checks[0]!, id: 'legal' }],
});

/** Surroundings of the system under a version. */
export const under = (playbook: Playbook, overrides: Partial<Surroundings> = {}): Surroundings =>
  asSystem({ playbook, at: '2026-03-04T09:00:00.000Z', ...overrides });

/** What a case is but for its versions and stamps. */
export function withoutStamps(case_: Case) {
  const {
    version: _,
    customerVersion: _c,
    materialVersion: _m,
    updatedAt: _u,
    customerUpdatedAt: _cu,
    ...rest
  } = case_;
  return rest;
}
