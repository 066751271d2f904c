import { verifyChain } from '../../shared/domain/events/chain.ts';
import type { DemoClient } from './client.ts';
import type { SeenMail } from './engine-controls.ts';

/** The audit trail of a case, page by page, as an auditor gets it. @returns what is wrong with it */
export async function auditFindings(client: DemoClient, caseId: string): Promise<readonly string[]> {
  const trail = [];
  let head = '';
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await client.call('auditor_abe', 'GET', `/v1/cases/${caseId}/audit?limit=100${query}`);
    trail.push(...body.data);
    head = body.head;
    cursor = body.nextCursor;
  }
  const findings: string[] = [];
  if (trail.length === 0) findings.push(`${caseId}: the trail is empty`);
  const broken = verifyChain(trail);
  if (broken !== undefined) findings.push(`${caseId}: the trail breaks at entry ${broken}`);
  const gap = trail.findIndex((entry, index) => entry.caseVersion !== index + 1);
  if (gap !== -1) findings.push(`${caseId}: version ${gap + 1} has no event`);
  if (trail.at(-1)?.hash !== head) findings.push(`${caseId}: the trail does not end at the head of the case`);
  return findings;
}

/** Mail that somebody got twice for one event. */
export function doubledMails(mails: readonly SeenMail[]): readonly string[] {
  const seen = new Set<string>();
  return mails.flatMap(({ ledgerId, template, to }) => {
    const first = !seen.has(ledgerId);
    seen.add(ledgerId);
    return first ? [] : [`${template} went to ${to} twice (${ledgerId})`];
  });
}
