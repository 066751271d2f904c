import { expect } from 'vitest';
import type { Scene } from '../support/running-system.ts';

/** What must stay as it is when a request is refused. */
export interface Witness {
  readonly caseId: string;
  readonly status: string;
  readonly version: number;
  readonly entries: number;
}

/** The case as a supervisor sees it now. */
export async function witness({ api }: Scene, caseId: string): Promise<Witness> {
  const path = `/v1/cases/${caseId}`;
  const [seen, timeline] = await Promise.all([
    api.send('sue', 'GET', path),
    api.send('sue', 'GET', `${path}/timeline?limit=200`),
  ]);
  return { caseId, status: seen.body.status, version: seen.body.version, entries: timeline.body.data.length };
}

/** Nothing has happened to the case since. */
export async function expectUntouched(scene: Scene, before: Witness): Promise<void> {
  expect(await witness(scene, before.caseId)).toEqual(before);
}
