import type { DocumentRequirement, Playbook } from '../../domain/playbook/playbook.ts';
import type { Scenario } from '../../domain/playbook/scenario.ts';
import { type Finding, type FindingCode, findingIf } from './finding.ts';

/** Scenarios that speak of parts which the playbook does not have. */
export function lintScenarios(playbook: Playbook): readonly Finding[] {
  return playbook.scenarios.flatMap((scenario, i) => lintScenario(scenario, `/scenarios/${i}`, playbook));
}

function lintScenario(scenario: Scenario, place: string, playbook: Playbook): readonly Finding[] {
  const { answers, members, documents, checkResults, expect } = scenario;
  const { intake, memberRoles, checks, requirements } = playbook;
  const fields = intake.flatMap((step) => step.fields ?? []);
  const isOwed = (id: string): boolean => requirements.some((requirement) => isCalled(id, requirement));
  const kind = `This process is not for ${scenario.applicant} applicants.`;
  return [
    ...findingIf(!playbook.applicantKinds.includes(scenario.applicant), `${place}/applicant`, 'applicant-kind', kind),
    ...unknown(keyed(`${place}/answers`, answers), has(fields), 'unknown-field'),
    ...unknown(
      members.map(({ role }, i) => ({ place: `${place}/members/${i}/role`, id: role })),
      has(memberRoles),
      'unknown-role',
    ),
    ...unknown(listed(`${place}/documents`, documents), isOwed, 'unknown-requirement'),
    ...unknown(keyed(`${place}/checkResults`, checkResults), has(checks), 'unknown-check'),
    ...unknown(listed(`${place}/expect/path`, expect.path), has(intake), 'unknown-step'),
    ...unknown(listed(`${place}/expect/requirements`, expect.requirements), isOwed, 'unknown-requirement'),
    ...lintDecisions(expect.decisions ?? {}, `${place}/expect/decisions`, playbook),
  ];
}

function lintDecisions(
  expected: Readonly<Record<string, string>>,
  place: string,
  { decisions }: Playbook,
): readonly Finding[] {
  return Object.entries(expected).flatMap(([id, value]) => {
    const decision = decisions.find((one) => one.id === id);
    const values = [...(decision?.rules.map((rule) => rule.value) ?? []), decision?.otherwise];
    const message = `No decision “${id}” comes to “${value}”.`;
    return findingIf(!values.includes(value), `${place}/${id}`, 'unknown-decision', message);
  });
}

interface Named {
  readonly place: string;
  readonly id: string;
}

function unknown(named: readonly Named[], exists: (id: string) => boolean, code: FindingCode): readonly Finding[] {
  return named.flatMap(({ place, id }) => findingIf(!exists(id), place, code, `There is no “${id}” in this playbook.`));
}

const has =
  (parts: readonly { readonly id: string }[]) =>
  (id: string): boolean =>
    parts.some((part) => part.id === id);

const keyed = (place: string, record: Readonly<Record<string, unknown>>): readonly Named[] =>
  Object.keys(record).map((id) => ({ place: `${place}/${id}`, id }));

const listed = (place: string, ids: readonly string[]): readonly Named[] =>
  ids.map((id, i) => ({ place: `${place}/${i}`, id }));

/** `<id>` of a document of the case, `<id>#<n>` of one that each member owes. */
function isCalled(name: string, { id, per }: DocumentRequirement): boolean {
  return per === 'case' ? name === id : name.startsWith(`${id}#`);
}
