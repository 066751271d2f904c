import type { MailKey } from '../store/mail-ports.ts';

/** SES message tags name the ledger entry of a mail, so that SES's own events find it. Values take `[A-Za-z0-9_-]`. */
export const tagsOf = ({ caseId, caseVersion, recipientId, template }: MailKey) => [
  { Name: 'case', Value: caseId },
  { Name: 'version', Value: String(caseVersion) },
  { Name: 'recipient', Value: recipientId },
  { Name: 'template', Value: template },
];

/**
 * @param tags as SES events carry them: every value is a list
 * @returns undefined when the mail was not one of a case
 */
export function keyOfTags(tags: Readonly<Record<string, readonly string[] | undefined>>): MailKey | undefined {
  const [caseId, version, recipientId, template] = ['case', 'version', 'recipient', 'template'].map(
    (name) => tags[name]?.[0],
  );
  if (caseId === undefined || version === undefined || recipientId === undefined || template === undefined)
    return undefined;
  return { caseId, caseVersion: Number(version), recipientId, template };
}
