import { beforeAll, expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { claimed } from './case-builder.ts';
import { type Letter, mail, newestMail } from './mail-sender.ts';
import { expectUntouched, type Witness, witness } from './witness.ts';

const scene = runningSystem();
let before: Witness;
/** Where Carla answers to. */
let replyTo: string;

beforeAll(async () => {
  before = await witness(scene, await claimed(scene, 'carla'));
  ({ replyTo } = await newestMail(scene, 'carla', 'case_accepted'));
});

const CARLA = 'carla@gangway.example';
const quarantined = async (): Promise<readonly { mailId: string; reason: string }[]> =>
  (await scene.api.send('sue', 'GET', '/v1/mail/quarantine?limit=200')).body.data;

/** What the mail came to: the reasons of what is new in the quarantine, and how much mail went out because of it. */
async function outcomeOf(letter: Letter) {
  const known = new Set((await quarantined()).map(({ mailId }) => mailId));
  const sent = (await scene.engine.mails()).length;
  await mail(scene, letter);
  const reasons = (await quarantined()).filter(({ mailId }) => !known.has(mailId)).map(({ reason }) => reason);
  return { reasons, answers: (await scene.engine.mails()).length - sent };
}

/** One character of the token is another one. */
const forged = (address: string) =>
  address.replace(/^(case\+.{20})(.)/, (_, start: string, one: string) => start + (one === 'a' ? 'b' : 'a'));

test.each<[string, () => Letter, string]>([
  [
    'in the name of the customer, from elsewhere',
    () => ({ from: CARLA, envelopeFrom: 'mallory@evil.example', to: replyTo }),
    'mail.not-authentic',
  ],
  ['by somebody else on record', () => ({ from: 'luis@gangway.example', to: replyTo }), 'mail.not-recipient'],
  ['by nobody on record', () => ({ from: 'mallory@evil.example', to: replyTo }), 'mail.not-recipient'],
  ['in the name of an agent', () => ({ from: 'ada@gangway.example', to: replyTo }), 'mail.staff-cannot-act'],
  [
    'in the name of an agent, from elsewhere',
    () => ({ from: 'ada@gangway.example', envelopeFrom: 'mallory@evil.example', to: replyTo }),
    'mail.not-authentic',
  ],
  ['to an address that was tampered with', () => ({ from: CARLA, to: forged(replyTo) }), 'mail.token-invalid'],
  ['to an address that was made up', () => ({ from: CARLA, to: madeUp(replyTo) }), 'mail.token-invalid'],
])('a mail %s is quarantined, and changes and answers nothing', async (_, letter, reason) => {
  expect(await outcomeOf(letter())).toEqual({ reasons: [reason], answers: 0 });
  await expectUntouched(scene, before);
});

const madeUp = (address: string) => `case+aaaa@${address.split('@')[1]}`;

test.each([
  ['an absence note', { 'auto-submitted': 'auto-replied' }],
  ['a list', { precedence: 'junk' }],
])('%s is answered by nothing, and changes nothing', async (_, headers) => {
  expect(await outcomeOf({ from: CARLA, to: replyTo, headers })).toEqual({ reasons: [], answers: 0 });
  await expectUntouched(scene, before);
});

test('a genuine reply is a comment, once, however often it is delivered', async () => {
  const letter = { from: CARLA, to: replyTo, messageId: '<one@gangway.example>' };
  for (let delivery = 0; delivery < 3; delivery += 1) expect((await outcomeOf(letter)).reasons).toEqual([]);
  const { body } = await scene.api.send('sue', 'GET', `/v1/cases/${before.caseId}?expand=timeline`);
  expect(body.timeline.length).toBe(before.entries + 1);
  expect(body.timeline[0]).toMatchObject({ types: ['case.commented'], body: 'Please look at this.' });
});
