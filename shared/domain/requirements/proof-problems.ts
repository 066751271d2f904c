import { monthsBefore } from '../calendar.ts';
import type { InputError } from '../errors.ts';
import type { DocumentRequirement } from '../playbook/playbook.ts';

/** What is known of a document when it is accepted as proof. Dates are `YYYY-MM-DD`. */
export interface Proof {
  /** One of the requirement's kinds of proof. */
  readonly kind?: string;
  readonly issuedDate?: string;
  /** Last day on which it is valid. */
  readonly expiresDate?: string;
  readonly certified?: boolean;
  /** ISO 639-1. */
  readonly language?: string;
  readonly translationProvided?: boolean;
}

/** What the rules of its requirement have against a document, on the day `today`; later it stays accepted. */
export function proofProblems(proof: Proof, definition: DocumentRequirement, today: string): readonly InputError[] {
  return [
    kindProblem(proof, definition),
    issueProblem(proof, definition, today),
    expiryProblem(proof, today),
    certificationProblem(proof, definition),
    ...languageProblems(proof, definition),
  ].filter((problem) => problem !== undefined);
}

/** Where there is only one kind, it need not be named. */
function kindProblem({ kind }: Proof, { oneOf }: DocumentRequirement): InputError | undefined {
  const choice = `one of ${oneOf.join(', ')}`;
  if (kind === undefined) {
    if (oneOf.length === 1) return undefined;
    return { pointer: '/kind', code: 'document.kind-required', message: `Say which kind of proof it is: ${choice}.` };
  }
  if (oneOf.includes(kind)) return undefined;
  return { pointer: '/kind', code: 'document.kind-unknown', message: `The requirement takes ${choice}.` };
}

function issueProblem(
  { issuedDate }: Proof,
  { maximumAgeMonths }: DocumentRequirement,
  today: string,
): InputError | undefined {
  const pointer = '/issuedDate';
  if (issuedDate === undefined) {
    if (maximumAgeMonths === undefined) return undefined;
    return { pointer, code: 'document.issue-date-required', message: 'Say when the document was issued.' };
  }
  if (issuedDate > today) return { pointer, code: 'document.issued-later', message: 'That day has not come yet.' };
  if (maximumAgeMonths === undefined || issuedDate >= monthsBefore(today, maximumAgeMonths)) return undefined;
  const message = `The document was issued more than ${maximumAgeMonths} month(s) ago: reject it.`;
  return { pointer, code: 'document.too-old', message };
}

function expiryProblem({ issuedDate = '', expiresDate }: Proof, today: string): InputError | undefined {
  const pointer = '/expiresDate';
  if (expiresDate === undefined) return undefined;
  if (expiresDate < today)
    return { pointer, code: 'document.expired', message: 'The document has expired: reject it.' };
  if (expiresDate >= issuedDate) return undefined;
  return { pointer, code: 'document.dates-reversed', message: 'It cannot end before it was issued.' };
}

function certificationProblem({ certified }: Proof, definition: DocumentRequirement): InputError | undefined {
  if (definition.certified !== true || certified === true) return undefined;
  const message = 'Confirm that the copy is certified, or reject it.';
  return { pointer: '/certified', code: 'document.certification-required', message };
}

function languageProblems(
  { language, translationProvided }: Proof,
  { languages }: DocumentRequirement,
): readonly InputError[] {
  if (languages === undefined) return [];
  if (language === undefined) {
    return [{ pointer: '/language', code: 'document.language-required', message: 'Say which language it is in.' }];
  }
  if (languages.includes(language) || translationProvided === true) return [];
  const message = `We read ${languages.join(', ')}: confirm that a translation came with it, or reject it.`;
  return [{ pointer: '/translationProvided', code: 'document.translation-required', message }];
}
