import type { Author } from '../case/author.ts';
import type { Case, StepAnswers } from '../case/case.ts';
import type { Field, Playbook } from '../playbook/playbook.ts';
import type { Rename } from '../playbook/renames.ts';
import { wrongKind } from '../playbook/value-type.ts';
import type { Carried, Move } from './carried.ts';
import type { Leftover } from './set-aside.ts';

interface Place {
  readonly stepId: string;
  readonly field: Field;
}

/** What one step of before gives to a step of now. */
interface Contribution {
  readonly source: StepAnswers;
  readonly values: Record<string, StepAnswers['values'][string]>;
  readonly authors: Record<string, Author>;
}

type Contributions = Map<string, Contribution[]>;

/** Puts every answer where `to` asks for it. A step that takes over from several is complete when all of those are. */
export function carryAnswers({ answers }: Pick<Case, 'answers'>, rename: Rename, to: Playbook): Carried<StepAnswers> {
  const places = placesOf(to);
  const steps = new Set(to.intake.map(({ id }) => id));
  const given: Contributions = new Map();
  const left: Leftover[] = [];
  const moves: Move[] = [];
  for (const source of answers) {
    const home = rename('step', source.stepId);
    if (steps.has(home)) contributionTo(given, home, source);
    for (const [fieldId, value] of Object.entries(source.values)) {
      const id = rename('field', fieldId);
      const place = places.get(id);
      const author = source.authors[fieldId];
      if (place === undefined || wrongKind(place.field, value) !== undefined || isTaken(given, place, id)) {
        left.push({ what: 'answer', stepId: source.stepId, fieldId, value, ...(author && { author }) });
        continue;
      }
      contributionTo(given, place.stepId, source).values[id] = value;
      if (id !== fieldId) moves.push({ what: 'field', from: fieldId, to: id });
      if (place.stepId !== source.stepId) moves.push({ what: 'step', from: source.stepId, to: place.stepId });
    }
    carryAuthors(given, source, rename, places);
  }
  return { items: [...given].map(([stepId, parts]) => joined(stepId, parts)), left, moves };
}

export function placesOf({ intake }: Playbook): ReadonlyMap<string, Place> {
  return new Map(
    intake.flatMap((step) => (step.fields ?? []).map((field) => [field.id, { stepId: step.id, field }] as const)),
  );
}

function contributionTo(given: Contributions, stepId: string, source: StepAnswers): Contribution {
  const parts = given.get(stepId) ?? [];
  given.set(stepId, parts);
  const known = parts.find((part) => part.source === source);
  if (known !== undefined) return known;
  const part = { source, values: {}, authors: {} };
  parts.push(part);
  return part;
}

/** Two answers may come to the same field; the first one has it. */
const isTaken = (given: Contributions, { stepId }: Place, id: string): boolean =>
  given.get(stepId)?.some(({ values }) => Object.hasOwn(values, id)) === true;

/** Who removed an answer is known too, so authors go along where they find their field. */
function carryAuthors(given: Contributions, source: StepAnswers, rename: Rename, places: ReadonlyMap<string, Place>) {
  for (const [fieldId, author] of Object.entries(source.authors)) {
    const id = rename('field', fieldId);
    const part = given.get(places.get(id)?.stepId ?? '')?.find((one) => one.source === source);
    if (part !== undefined && (Object.hasOwn(part.values, id) || !Object.hasOwn(source.values, fieldId)))
      part.authors[id] = author;
  }
}

function joined(stepId: string, parts: readonly Contribution[]): StepAnswers {
  const [first, ...others] = parts as readonly [Contribution, ...Contribution[]];
  if (others.length === 0) return alone(stepId, first);
  const sources = parts.map(({ source }) => source);
  const last = sources.toSorted((a, b) => ((a.completedAt ?? '') < (b.completedAt ?? '') ? 1 : -1))[0];
  const isComplete = sources.every(({ completedAt }) => completedAt !== undefined);
  return {
    stepId,
    values: Object.assign({}, ...parts.map(({ values }) => values)),
    authors: Object.assign({}, ...parts.map(({ authors }) => authors)),
    revision: Math.max(...sources.map(({ revision }) => revision)),
    ...(isComplete && { completedAt: last?.completedAt, completedBy: last?.completedBy }),
    ...(sources.some(({ needsRevisit }) => needsRevisit) && { needsRevisit: true }),
  } as StepAnswers;
}

/** The very same object when nothing about it is different, so that the store has nothing to write. */
function alone(stepId: string, { source, values, authors }: Contribution): StepAnswers {
  const isSame = stepId === source.stepId && sameKeys(values, source.values) && sameKeys(authors, source.authors);
  return isSame ? source : { ...source, stepId, values, authors };
}

const sameKeys = (a: object, b: object): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key));
