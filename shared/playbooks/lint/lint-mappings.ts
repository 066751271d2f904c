import type { Playbook } from '../../domain/playbook/playbook.ts';
import type { PlaybookMapping } from '../../domain/playbook/playbook-mapping.ts';
import { type Finding, findingIf } from './finding.ts';

const PARTS = ['steps', 'fields', 'memberRoles', 'requirements', 'checks'] as const;

/** Mappings to parts that this playbook does not have, or of two parts to one, which would lose one of them. */
export function lintMappings(playbook: Playbook): readonly Finding[] {
  return (playbook.mapsFrom ?? []).flatMap((mapping, i) => {
    const place = `/mapsFrom/${i}`;
    const isLater = mapping.playbook === playbook.id && mapping.version >= playbook.version;
    return [
      ...findingIf(
        isLater,
        place,
        'maps-from-itself',
        'A playbook comes from another one, or from an earlier version.',
      ),
      ...PARTS.flatMap((part) => lintPart(mapping[part] ?? {}, idsOf(part, playbook), `${place}/${part}`)),
    ];
  });
}

function lintPart(
  renamed: Readonly<Record<string, string>>,
  known: readonly string[],
  place: string,
): readonly Finding[] {
  const targets = Object.values(renamed);
  return Object.entries(renamed).flatMap(([from, to], i) => [
    ...findingIf(!known.includes(to), `${place}/${from}`, 'unknown-part', `There is no “${to}” in this playbook.`),
    ...findingIf(targets.indexOf(to) < i, `${place}/${from}`, 'mapped-twice', `Another one becomes “${to}” as well.`),
  ]);
}

function idsOf(part: (typeof PARTS)[number], playbook: Playbook): readonly string[] {
  const { intake, memberRoles, requirements, checks } = playbook;
  const parts: Readonly<Record<keyof Pick<PlaybookMapping, (typeof PARTS)[number]>, readonly { id: string }[]>> = {
    steps: intake,
    fields: intake.flatMap(({ fields }) => fields ?? []),
    memberRoles,
    requirements,
    checks,
  };
  return parts[part].map(({ id }) => id);
}
