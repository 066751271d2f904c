import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { Finding } from './finding.ts';

interface Named {
  readonly place: string;
  readonly id: string;
}

// Steps of every case's progress stand in one list with the intake steps, the tasks and the checks.
const RESERVED = ['take-over', 'pre-approval', 'document-checklist', 'checks', 'complete-review', 'proposal', 'close'];

/** Ids that stand twice where they have to tell things apart, and ids that the progress of a case uses itself. */
export function lintIds(playbook: Playbook): readonly Finding[] {
  const { decisions, intake, tasks, memberRoles, requirements, checks, proposal } = playbook;
  const activities = [
    ...named('/intake', intake, ({ id }) => id),
    ...named('/tasks', tasks, ({ id }) => id),
    ...named('/checks', checks, ({ id }) => id),
  ];
  const fields = intake.flatMap((step, i) => named(`/intake/${i}/fields`, step.fields ?? [], ({ id }) => id));
  const groups: readonly (readonly Named[])[] = [
    activities,
    fields,
    named('/countries', playbook.countries ?? [], (country) => country),
    named('/decisions', decisions, ({ id }) => id),
    ...decisions.map(({ rules }, i) => named(`/decisions/${i}/rules`, rules, ({ id }) => id)),
    ...intake.flatMap((step, i) =>
      (step.fields ?? []).map((field, j) =>
        named(`/intake/${i}/fields/${j}/options`, field.options ?? [], ({ value }) => value),
      ),
    ),
    named('/memberRoles', memberRoles, ({ id }) => id),
    named('/requirements', requirements, ({ id }) => id),
    ...requirements.flatMap(({ oneOf, languages = [] }, i) => [
      named(`/requirements/${i}/oneOf`, oneOf, (kind) => kind),
      named(`/requirements/${i}/languages`, languages, (language) => language),
    ]),
    named('/proposal/resolutionCodes', proposal.resolutionCodes, ({ code }) => code),
    ...proposal.resolutionCodes.map(({ terms }, i) =>
      named(`/proposal/resolutionCodes/${i}/terms`, terms, ({ id }) => id),
    ),
    named('/proposal/rejectReasons', proposal.rejectReasons, ({ code }) => code),
    named('/mapsFrom', playbook.mapsFrom ?? [], (mapping) => `${mapping.playbook} ${mapping.version}`),
    named('/scenarios', playbook.scenarios, ({ name }) => name),
  ];
  return [...groups.flatMap(repeated), ...activities.filter(({ id }) => RESERVED.includes(id)).map(reserved)];
}

function named<T>(place: string, items: readonly T[], idOf: (item: T) => string): readonly Named[] {
  return items.map((item, position) => ({ place: `${place}/${position}`, id: idOf(item) }));
}

function repeated(items: readonly Named[]): readonly Finding[] {
  return items
    .filter(({ id }, position) => items.findIndex((other) => other.id === id) < position)
    .map(({ place, id }) => ({ place, code: 'duplicate-id', message: `“${id}” is used before.` }));
}

function reserved({ place, id }: Named): Finding {
  return { place, code: 'reserved-id', message: `“${id}” is the name of a step that every case has.` };
}
