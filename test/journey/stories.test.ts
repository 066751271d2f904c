import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { play } from '../../local/demo/play.ts';
import { type StartedSystem, startOwnSystem } from '../support/running-system-own.ts';

let started: StartedSystem;

// Its own system: the stories hold every mail against what they expect, and other tests' cases would send some.
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {}); // the demo prints every step
  started = await startOwnSystem();
});
afterAll(() => started.stop());

test('the three stories of the demo go as they must', { timeout: 90_000 }, async () => {
  const { system, url, smtpPort } = started;
  expect(await play({ system, url, smtpPort, isKilled: false })).toEqual([]);
});
