import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aMail } from './a-mail.ts';
import { addressFor, CASE_ID, CASE_NUMBER, DOMAIN, mailWorld, receiptEventOf } from './mail-world.ts';

const REPLY = aMail({ text: 'Once.', files: [{ name: 'a.pdf' }, { name: 'b.pdf' }] });
const FIRST = aMail({ from: 'pat@prospect.test', to: `apply@${DOMAIN}`, text: 'Hello.', files: [{ name: 'id.pdf' }] });
const NOTE = aMail({ text: 'Another one.', messageId: '<note@acme.test>' });
const LOST = aMail({ to: `help@${DOMAIN}`, subject: 'No case', messageId: '<lost@acme.test>' });

/** SES writes its own trace before each mail. */
const traced = (raw: string, id: string) =>
  `Return-Path: <x@y>\r\nReceived: by inbound-smtp with SMTP id ${id}\r\n${raw}`;

describe('the same mail has one effect', () => {
  test('announced three times', async () => {
    const world = mailWorld();
    for (const _ of [1, 2, 3]) await world.deliver(REPLY, { mailId: 'same' });
    expect(world.case().version).toBe(2);
    expect(world.documents.keys()).toHaveLength(2);
    expect(world.outcome('same')).toBe('placed');
  });

  test('delivered three times, under other ids', async () => {
    const world = mailWorld();
    const outcomes: unknown[] = [];
    for (const id of ['a', 'b', 'c']) outcomes.push(world.outcome(await world.deliver(traced(REPLY, id))));
    expect(outcomes).toEqual(['placed', 'repeated', 'repeated']);
    expect(world.case().version).toBe(2);
    expect(world.documents.keys()).toHaveLength(2);
  });

  test('four mails, each delivered three times, in any order', async () => {
    const deliveries = [REPLY, FIRST, NOTE, LOST].flatMap((raw) => [raw, raw, raw]);
    const order = fc.shuffledSubarray(deliveries, { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        const world = mailWorld();
        for (const [index, raw] of shuffled.entries()) await world.deliver(traced(raw, String(index)));
        expect(world.case().version).toBe(3);
        expect(world.case().documents).toHaveLength(2);
        expect(world.cases.all()).toHaveLength(2);
        expect(world.documents.keys()).toHaveLength(3);
        expect(world.inbound.quarantine_.map(({ reason }) => reason)).toEqual(['mail.no-case']);
      }),
      { numRuns: 15 },
    );
  });

  test('delivered three times at once', async () => {
    const world = mailWorld();
    await Promise.all([world.deliver(REPLY), world.deliver(REPLY), world.deliver(REPLY)]);
    await Promise.all([world.deliver(FIRST), world.deliver(FIRST), world.deliver(FIRST)]);
    expect(world.case().version).toBe(2);
    expect(world.case().documents).toHaveLength(2);
    expect(world.cases.all()).toHaveLength(2);
    expect(world.documents.keys()).toHaveLength(3);
  });

  test('sent to two of our addresses, and delivered for each', async () => {
    const world = mailWorld();
    const raw = aMail({ headers: [`Cc: apply@${DOMAIN}`] });
    await world.deliver(raw, { recipients: [`apply@${DOMAIN}`] });
    await world.deliver(raw, { recipients: [addressFor('contact_ada')] });
    await world.deliver(raw, { recipients: [addressFor('contact_ada'), `apply@${DOMAIN}`] });
    expect(world.case().version).toBe(2);
    expect(world.inbound.quarantine_).toEqual([]);
  });

  test('but another mail with the same words is another mail', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ text: 'Yes.', messageId: '<1@acme.test>' }));
    await world.deliver(aMail({ text: 'Yes.', messageId: '<2@acme.test>' }));
    expect(world.case().version).toBe(3);
  });

  test('a forged copy that comes first does not stand in the way of the real one', async () => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(REPLY, { dmarc: 'FAIL' }))).toBe('mail.not-authentic');
    expect(world.outcome(await world.deliver(REPLY, { source: '' }))).toBe('automatic');
    expect(world.outcome(await world.deliver(REPLY))).toBe('placed');
    expect(world.outcome(await world.deliver(REPLY, { dmarc: 'FAIL' }))).toBe('repeated');
    expect(world.case().version).toBe(2);
  });

  test('and to two cases it is in both', async () => {
    const world = mailWorld();
    const other = 'case_01JABCDEFGHJKMNPQRSTVWXYZ1';
    world.cases.overwrite({ ...world.case(), caseId: other, number: 'ONB-0000-0001' });
    const to = `${addressFor('contact_ada')}, ${addressFor('contact_ada', { caseId: other })}`;
    await world.deliver(aMail({ to, files: [{ name: 'a.pdf' }] }), { recipients: to.split(', ') });
    const [first, second] = [world.case(), world.cases.current(other)];
    expect([first.version, second.version]).toEqual([2, 2]);
    expect(first.documents[0]?.documentId).not.toBe(second.documents[0]?.documentId);
    expect(world.documents.keys()).toHaveLength(2);
  });
});

describe('a crash at any moment loses nothing and doubles nothing', () => {
  const reply = { raw: REPLY, version: 2, cases: 1, files: 2 };
  const first = { raw: FIRST, version: 1, cases: 2, files: 1 };

  test.each([
    ['an answer', reply],
    ['a first mail', first],
  ])('%s', async (_, { raw, version, cases, files }) => {
    for (let step = 1; step < 100; step += 1) {
      const world = mailWorld();
      const calls = crashAt(world, step);
      const failed = await world.deliver(raw, { mailId: 'x' }).then(
        () => false,
        () => true,
      );
      if (!failed) {
        expect(calls()).toBeLessThan(step);
        expect(step).toBeGreaterThan(8);
        return;
      }
      await world.deliver(raw, { mailId: 'x' });
      expect(world.case().version).toBe(version);
      expect(world.cases.all()).toHaveLength(cases);
      expect(world.documents.keys()).toHaveLength(files);
      expect(world.inbound.settled.has('x')).toBe(true);
    }
    expect.unreachable('the mail never got through');
  });

  test('a mail that is announced before it is stored is tried again', async () => {
    const world = mailWorld();
    const raw = aMail();
    await expect(world.receive(receiptEventOf('late', raw, {}))).rejects.toThrow('late');
    expect(world.inbound.settled.size).toBe(0);
    expect(world.outcome(await world.deliver(raw, { mailId: 'late' }))).toBe('placed');
  });

  test('a case that changes in between is read again', async () => {
    const world = mailWorld();
    const load = world.cases.load.bind(world.cases);
    let raced = false;
    world.cases.load = async (caseId) => {
      const before = await load(caseId);
      if (!raced && world.cases.loads === 2) {
        raced = true;
        world.cases.overwrite({ ...before, version: 2 });
      }
      return before;
    };
    expect(world.outcome(await world.deliver(aMail()))).toBe('placed');
    expect(raced).toBe(true);
    expect(world.case().version).toBe(3);
  });

  test('the number in the subject and the address name the same case once', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ subject: CASE_NUMBER }), { recipients: [addressFor('contact_ada'), `help@${DOMAIN}`] });
    expect(world.cases.events.map(({ caseId }) => caseId)).toEqual([CASE_ID]);
  });
});

/** Every call of a port counts; the given one has its effect, and its caller dies before it hears of it. */
function crashAt(world: ReturnType<typeof mailWorld>, step: number): () => number {
  let calls = 0;
  for (const port of [world.cases, world.inbound, world.mails, world.documents] as unknown as Record<
    string,
    unknown
  >[]) {
    for (const name of [
      'load',
      'commit',
      'handled',
      'announce',
      'isSettled',
      'settle',
      'quarantine',
      'get',
      'putNew',
    ]) {
      const method = port[name];
      if (typeof method !== 'function') continue;
      port[name] = async (...args: unknown[]) => {
        calls += 1;
        const isLast = calls === step;
        const [result] = await Promise.allSettled([method.apply(port, args)]);
        if (isLast) throw new Error('killed');
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      };
    }
  }
  return () => calls;
}
