import { addDays, dateOf } from '../calendar.ts';
import type { CaseDocument, Instant } from '../case/case.ts';
import type { DocumentRequirement } from '../playbook/playbook.ts';

/** Calendar days before a document's last valid day, unless its requirement says otherwise. */
const EXPIRY_LEAD_DAYS = 30;

/** The first instant of a day, `YYYY-MM-DD`, in UTC. */
export const startOf = (date: string): Instant => `${date}T00:00:00.000Z`;

/** The first instant after a day. */
export const startAfter = (date: string): Instant => addDays(startOf(date), 1);

/** From when on a document that is valid until `expiresDate` has to be renewed. */
export function renewFrom(expiresDate: string, definition: DocumentRequirement | undefined): Instant {
  return addDays(startOf(expiresDate), -(definition?.expiryLeadDays ?? EXPIRY_LEAD_DAYS));
}

/** The earliest last valid day among the documents. */
export function firstExpiry(documents: readonly CaseDocument[]): string | undefined {
  return documents.flatMap(({ expiresDate }) => expiresDate ?? []).toSorted()[0];
}

/** Whether the day is near by the rule, and not over. */
export function isExpiring(
  expiresDate: string | undefined,
  definition: DocumentRequirement | undefined,
  at: Instant,
): boolean {
  return expiresDate !== undefined && expiresDate >= dateOf(at) && renewFrom(expiresDate, definition) <= at;
}
