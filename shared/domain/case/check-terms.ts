import type { InputError } from '../errors.ts';
import type { ProposalRules, ProposalTerm } from '../playbook/playbook.ts';
import type { AnswerValue } from './case.ts';

type Terms = Readonly<Record<string, AnswerValue>>;

/** What is wrong with a resolution code and its terms by the playbook. Pointers are `/resolutionCode` and `/terms/<termId>`. */
export function termProblems(rules: ProposalRules, resolutionCode: string, terms: Terms): readonly InputError[] {
  const resolution = rules.resolutionCodes.find(({ code }) => code === resolutionCode);
  if (resolution === undefined) {
    return [
      { pointer: '/resolutionCode', code: 'proposal.unknown-code', message: 'There is no such resolution here.' },
    ];
  }
  const known = new Set(resolution.terms.map(({ id }) => id));
  const unknown = Object.keys(terms)
    .filter((id) => !known.has(id))
    .map((id) => ({ pointer: `/terms/${id}`, code: 'term.unknown', message: 'This resolution has no such term.' }));
  return [...unknown, ...resolution.terms.flatMap((term) => termProblem(term, terms[term.id] ?? null))];
}

function termProblem(term: ProposalTerm, value: AnswerValue): readonly InputError[] {
  const pointer = `/terms/${term.id}`;
  if (value === null || value === '') {
    return term.required ? [{ pointer, code: 'term.required', message: `Enter: ${term.label}` }] : [];
  }
  return fits(term, value) ? [] : [{ pointer, code: 'term.wrong', message: `Not a ${term.type}: ${term.label}` }];
}

function fits({ type, options }: ProposalTerm, value: AnswerValue): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return typeof value === 'string' && (options ?? []).includes(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'percentage':
      return typeof value === 'number' && value >= 0 && value <= 100;
  }
}
