import { variablesIn } from '../../domain/notifications/text-variables.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';

export interface PlacedText {
  readonly place: string;
  readonly text: string;
  readonly variables: readonly string[];
}

/** Everything that a playbook says in mails to customers. */
export function customerTexts({ notifications, tasks }: Playbook): readonly PlacedText[] {
  const mails = Object.entries(notifications).flatMap(([template, { subject, paragraphs = [] }]) => [
    ...placed(`/notifications/${template}/subject`, subject),
    ...paragraphs.flatMap((text, i) => placed(`/notifications/${template}/paragraphs/${i}`, text)),
  ]);
  return [...mails, ...tasks.flatMap(({ message }, i) => placed(`/tasks/${i}/message`, message))];
}

/** What a customer or a member of staff reads on a page, as it stands. */
export function plainTexts({ intake, decisions, tasks, requirements, stages, ...playbook }: Playbook) {
  return [
    ...placed('/title', playbook.title),
    ...placed('/description', playbook.description),
    ...intake.flatMap(({ title, help, fields = [] }, i) => [
      ...placed(`/intake/${i}/title`, title),
      ...placed(`/intake/${i}/help`, help),
      ...fields.flatMap((field, j) => [
        ...placed(`/intake/${i}/fields/${j}/label`, field.label),
        ...placed(`/intake/${i}/fields/${j}/help`, field.help),
      ]),
    ]),
    ...decisions.flatMap(({ title }, i) => placed(`/decisions/${i}/title`, title)),
    ...tasks.flatMap(({ title, help }, i) => [
      ...placed(`/tasks/${i}/title`, title),
      ...placed(`/tasks/${i}/help`, help),
    ]),
    ...requirements.flatMap(({ label, instruction }, i) => [
      ...placed(`/requirements/${i}/label`, label),
      ...placed(`/requirements/${i}/instruction`, instruction),
    ]),
    ...Object.entries(stages).flatMap(([stage, { title }]) => placed(`/stages/${stage}/title`, title)),
  ];
}

function placed(place: string, text: string | undefined): readonly PlacedText[] {
  return text === undefined ? [] : [{ place, text, variables: variablesIn(text) }];
}
