import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Killer } from '../../local/demo/killer.ts';
import { play } from '../../local/demo/play.ts';
import { type StartedSystem, startOwnSystem } from '../support/running-system-own.ts';

let started: StartedSystem;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {}); // the demo prints every step
  started = await startOwnSystem();
});
afterAll(() => started.stop());

/** One of the three, which makes more calls than this; `npm run demo -- --kill 10` plays them all. */
const CALLS = 90;

test('a story ends the same when the whole system is killed three times on the way', {
  timeout: 120_000,
}, async () => {
  const { own, system, url, smtpPort } = started;
  const killer = new Killer(own, 3, CALLS);
  const scene = { system, url, smtpPort, isKilled: true, onCall: killer.called };
  const findings = await play(scene, ['A consumer who accepts']);
  await killer.finished();
  expect(findings).toEqual([]);
  expect(killer.done).toBe(3);
});
