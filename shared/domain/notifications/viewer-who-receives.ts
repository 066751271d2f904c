import { SEES_ALL, type Viewer } from '../requirements/viewer.ts';
import type { Recipient } from './notification.ts';

/** As whom the reader of a mail looks at the case. */
export function viewerWhoReceives({ kind, personId, memberId }: Recipient): Viewer {
  if (kind !== 'applicant' && kind !== 'member') return SEES_ALL;
  const memberIds = memberId === undefined ? [] : [memberId];
  return { side: kind === 'applicant' ? 'applicant' : 'other', memberIds, ...(personId !== undefined && { personId }) };
}
