import { describe, expect, test } from 'vitest';
import { aMail, PDF } from './a-mail.ts';
import { addressFor, addressForAddress, CASE_ID, CASE_NUMBER, DOMAIN, mailWorld } from './mail-world.ts';

const facts = (world: ReturnType<typeof mailWorld>, index = -1) => world.cases.events.at(index)?.data.facts ?? [];

describe('an answer to a mail of ours', () => {
  test('becomes a comment of its writer, with its files as documents of no requirement, in one version', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(
      aMail({
        text: 'Here is the passport.\n\nOn Mon, 2 Mar 2026, Gangway wrote:\n> Please send it.',
        files: [{ name: 'passport.pdf' }],
      }),
    );
    expect(world.outcome(mailId)).toBe('placed');
    expect(world.case().version).toBe(2);
    const [document] = world.case().documents;
    expect(document).toMatchObject({
      fileName: 'passport.pdf',
      mediaType: 'application/pdf',
      sizeBytes: PDF.length,
      status: 'unclassified',
      scan: 'awaiting_upload',
      uploadedBy: 'contact_ada',
      channel: 'email',
    });
    expect(document?.documentId).toMatch(/^doc_[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(document?.objectKey).toBe(`documents/2026-03-03/${CASE_ID}/${document?.documentId}`);
    expect(facts(world)).toEqual([
      { type: 'document.announced', documentId: document?.documentId },
      {
        type: 'case.commented',
        commentId: expect.stringMatching(/^comment_[0-9A-Z]{26}$/),
        side: 'customer',
        channel: 'email',
        documentIds: [document?.documentId],
      },
    ]);
    expect(world.cases.changes[0]?.text).toBe('Here is the passport.');
    expect(world.cases.changes[0]?.caller).toMatchObject({ personId: 'contact_ada', kind: 'person', channel: 'email' });
    expect(Buffer.from((await world.documents.get(document?.objectKey ?? ''))?.bytes ?? [])).toEqual(PDF);
  });

  test('without a file changes no document', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ text: 'Thank you.' }));
    expect(world.case().documents).toEqual([]);
    expect(facts(world).map(({ type }) => type)).toEqual(['case.commented']);
    expect(world.cases.changes[0]?.text).toBe('Thank you.');
  });

  test('finds the case by the envelope when the header names another address', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ to: 'team@acme.test' }), { recipients: [addressFor('contact_ada')] });
    expect(world.outcome(mailId)).toBe('placed');
  });

  test('of a prospect comes from the address that is on the case', async () => {
    const prospect = { kind: 'individual', name: 'Pat', email: 'Pat@Prospect.test' } as const;
    const world = mailWorld({ applicant: { kind: 'prospect', prospect, name: 'Pat' } });
    const mailId = await world.deliver(
      aMail({ from: 'pat@prospect.test', to: addressForAddress('pat@prospect.test'), files: [{ name: 'id.pdf' }] }),
    );
    expect(world.outcome(mailId)).toBe('placed');
    expect(world.case().documents[0]?.uploadedBy).toMatch(/^address_[0-9a-f]{32}$/);
  });

  test('of a member who may only read is heard, and told on the timeline that the file was not taken', async () => {
    const member = {
      memberId: 'member_1',
      role: 'owner',
      name: 'Olga',
      email: 'olga@acme.test',
      addedAt: '',
      addedBy: '',
    };
    const world = mailWorld({ members: [member] });
    await world.deliver(
      aMail({
        from: 'olga@acme.test',
        to: addressForAddress('olga@acme.test'),
        text: 'See this.',
        files: [{ name: 'a.pdf' }],
      }),
    );
    expect(world.case().documents).toEqual([]);
    expect(world.cases.changes[0]?.text).toBe('See this.\n\n[Attachments that were not taken: a.pdf]');
    expect(world.documents.keys()).toEqual([]);
  });

  test('of somebody who is no longer on the case goes to the quarantine', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: 'olga@acme.test', to: addressForAddress('olga@acme.test') }));
    expect(world.outcome(mailId)).toBe('mail.may-not-write');
    expect(world.case().version).toBe(1);
  });

  test.each(['closed', 'cancelled'] as const)('to a case that is %s goes to the quarantine', async (status) => {
    const world = mailWorld({ status });
    expect(world.outcome(await world.deliver(aMail()))).toBe('mail.case-closed');
    expect(world.outcome(await world.deliver(aMail({ messageId: '<2@x>', files: [{ name: 'a.pdf' }] })))).toBe(
      'mail.case-closed',
    );
    expect(world.documents.keys()).toEqual([]);
  });

  test('to an address that has expired goes to the quarantine', async () => {
    const world = mailWorld();
    const to = addressFor('contact_ada', { expiresAt: '2026-02-01T00:00:00.000Z' });
    expect(world.outcome(await world.deliver(aMail({ to })))).toBe('mail.token-expired');
    expect(world.case().version).toBe(1);
  });

  test('to a case that is gone goes to the quarantine', async () => {
    const world = mailWorld();
    const to = addressFor('contact_ada', { caseId: 'case_01JZZZZZZZZZZZZZZZZZZZZZZZ' });
    expect(world.outcome(await world.deliver(aMail({ to })))).toBe('mail.no-case');
  });

  test('with more documents than the case can hold goes to the quarantine', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ files: [{ name: 'a.pdf' }] }));
    const [document] = world.case().documents;
    const documents = Array.from({ length: 300 }, (_, index) => ({ ...document!, documentId: `doc_${index}` }));
    world.cases.overwrite({ ...world.case(), documents });
    const mailId = await world.deliver(aMail({ messageId: '<2@acme.test>', files: [{ name: 'b.pdf' }] }));
    expect(world.outcome(mailId)).toBe('mail.case-full');
    expect(world.case().documents).toHaveLength(300);
  });

  test('with malware goes to the quarantine', async () => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail(), { virus: 'FAIL' }))).toBe('mail.virus');
  });

  test('of one of us never acts, not even with a valid address', async () => {
    const world = mailWorld({ assignee: 'agent_bo' });
    const mailId = await world.deliver(aMail({ from: 'bo@gangway.test', to: addressFor('agent_bo') }));
    expect(world.outcome(mailId)).toBe('mail.staff-cannot-act');
    expect(world.case().version).toBe(1);
  });
});

describe('mail of somebody we know to another address of ours', () => {
  test.each([
    ['the number in the subject', { subject: `Question about ${CASE_NUMBER.toLowerCase()}` }],
    ['the thread of our mails', { headers: [`References: <a@b> <${CASE_ID}@${DOMAIN}>`] }],
    ['the mail that it answers', { headers: [`In-Reply-To: <${CASE_ID}@${DOMAIN}>`] }],
  ])('finds its case by %s', async (_, parts) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail({ to: `help@${DOMAIN}`, ...parts })))).toBe('placed');
    expect(world.case().version).toBe(2);
  });

  test.each([
    ['names no case', { subject: 'Hello' }],
    ['names a case by a number with a typing error', { subject: 'ONB-0000-0001' }],
    ['names the thread of another domain', { headers: [`References: <${CASE_ID}@evil.test>`] }],
    ['names the case of somebody else', { from: 'eve@eve.test', subject: CASE_NUMBER }],
  ])('goes to the quarantine when it %s', async (_, parts) => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail({ to: `help@${DOMAIN}`, ...parts })))).toBe('mail.no-case');
    expect(world.case().version).toBe(1);
    expect(world.cases.all()).toHaveLength(1);
  });

  test('goes to the quarantine when their access was ended', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ from: 'gone@gone.test', to: `help@${DOMAIN}` }));
    expect(world.outcome(mailId)).toBe('mail.sender-disabled');
  });
});

describe('mail of somebody unknown', () => {
  const first = { from: 'Pat Prospect <Pat@Prospect.test>', to: `apply@${DOMAIN}`, subject: 'An account, please' };

  test('opens a draft for a prospect, with the mail in it', async () => {
    const world = mailWorld();
    const mailId = await world.deliver(aMail({ ...first, text: 'I would like one.', files: [{ name: 'id.pdf' }] }));
    expect(world.outcome(mailId)).toBe('placed');
    const draft = world.cases.all().find(({ caseId }) => caseId !== CASE_ID);
    expect(draft).toMatchObject({
      status: 'draft',
      type: 'consumer-account',
      channel: 'email',
      openedBy: 'system:mail',
      version: 1,
      applicant: {
        kind: 'prospect',
        name: 'Pat Prospect',
        prospect: { kind: 'individual', name: 'Pat Prospect', email: 'pat@prospect.test' },
      },
      documents: [{ fileName: 'id.pdf', status: 'unclassified', channel: 'email' }],
    });
    expect(draft?.caseId).toMatch(/^case_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(facts(world).map(({ type }) => type)).toEqual([
      'case.created',
      'case.answers_saved',
      'document.announced',
      'case.commented',
    ]);
    expect(facts(world).at(-1)).toMatchObject({ side: 'customer', channel: 'email' });
    expect(world.cases.changes[0]?.text).toBe('An account, please\n\nI would like one.');
    expect(world.documents.keys()).toEqual([draft?.documents[0]?.objectKey]);
  });

  test('is called by the address when it gives no name', async () => {
    const world = mailWorld();
    await world.deliver(aMail({ ...first, from: 'pat@prospect.test' }));
    expect(world.cases.all().find(({ caseId }) => caseId !== CASE_ID)?.applicant.name).toBe('pat');
  });

  test('draws another number when the first is taken', async () => {
    const world = mailWorld({ number: 'ONB-0000-0001' });
    expect(world.outcome(await world.deliver(aMail(first)))).toBe('placed');
    expect(world.cases.all().map(({ number }) => number)).toEqual(['ONB-0000-0001', 'ONB-0000-0002']);
  });

  test('opens nothing when it is spam', async () => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail(first), { spam: 'FAIL' }))).toBe('mail.spam');
    expect(world.cases.all()).toHaveLength(1);
  });

  test('opens nothing when it names a case of others', async () => {
    const world = mailWorld();
    expect(world.outcome(await world.deliver(aMail({ ...first, subject: CASE_NUMBER })))).toBe('mail.no-case');
    expect(world.cases.all()).toHaveLength(1);
  });
});
