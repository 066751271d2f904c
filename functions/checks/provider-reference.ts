import { caseIdSchema } from '../../shared/contract/ids.ts';

/** One attempt of one check: what we give a provider as the reference of its work. */
export interface CheckReference {
  readonly caseId: string;
  readonly checkId: string;
  readonly attempt: number;
}

/** `<caseId>.<checkId>.<attempt>`. Ours, and known before the provider hears of it, so no answer can come too early. */
export const toReference = ({ caseId, checkId, attempt }: CheckReference): string => `${caseId}.${checkId}.${attempt}`;

const PARTS = /^([^.]+)\.([a-z][a-z0-9-]{0,63})\.([1-9]\d{0,3})$/;

/** `undefined` when the text is no reference of ours. */
export function parseReference(text: string): CheckReference | undefined {
  const [, caseId, checkId, attempt] = PARTS.exec(text) ?? [];
  if (caseId === undefined || checkId === undefined || attempt === undefined) return undefined;
  return caseIdSchema.safeParse(caseId).success ? { caseId, checkId, attempt: Number(attempt) } : undefined;
}
