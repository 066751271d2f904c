import { describe, expect, test } from 'vitest';
import { openByMail, receiveMail } from '../../../shared/domain/case/receive-mail.ts';
import { aCaller, aCase, aPlaybook, aSystem, surroundings } from '../../support/a-case.ts';
import { codeOf } from '../../support/code-of.ts';

const file = (documentId: string) => ({
  documentId,
  fileName: `${documentId}.pdf`,
  mediaType: 'application/pdf',
  sizeBytes: 10,
  sha256: 'c2hh',
  objectKey: `documents/2026-03-03/case_1/${documentId}`,
});
const LETTER = { commentId: 'comment_1', attachments: [file('doc_1'), file('doc_2')] };
const byMail = () => surroundings({ caller: aCaller({ channel: 'email' }) });

describe('a mail taken into its case', () => {
  test('is one version, whatever it brings', () => {
    const before = aCase({ status: 'open', stage: 'data_capture', version: 5, customerVersion: 4, materialVersion: 3 });
    const { case: after, facts } = receiveMail(before, LETTER, byMail());
    expect([after.version, after.customerVersion, after.materialVersion]).toEqual([6, 5, 3]);
    expect(facts).toEqual([
      { type: 'document.announced', documentId: 'doc_1' },
      { type: 'document.announced', documentId: 'doc_2' },
      {
        type: 'case.commented',
        commentId: 'comment_1',
        side: 'customer',
        channel: 'email',
        documentIds: ['doc_1', 'doc_2'],
      },
    ]);
    expect(after.documents).toMatchObject([
      { documentId: 'doc_1', status: 'unclassified', scan: 'awaiting_upload', uploadedBy: 'contact_ada' },
      { documentId: 'doc_2', channel: 'email' },
    ]);
  });

  test('a second time changes nothing', () => {
    const once = receiveMail(aCase(), LETTER, byMail()).case;
    expect(receiveMail(once, LETTER, byMail())).toEqual({ case: once, facts: [] });
  });

  test('of a case that is over is refused', () => {
    const closed = aCase({ status: 'closed', stage: 'close' });
    expect(codeOf(() => receiveMail(closed, { ...LETTER, attachments: [] }, byMail()))).toBe(
      'case.transition-not-allowed',
    );
  });

  test('with more documents than fit is refused whole', () => {
    const documents = Array.from({ length: 299 }, (_, index) => ({
      ...receiveMail(aCase(), LETTER, byMail()).case.documents[0]!,
      documentId: `doc_old_${index}`,
    }));
    expect(codeOf(() => receiveMail(aCase({ documents }), LETTER, byMail()))).toBe('case.limit');
  });
});

test('a first mail opens a draft with itself in it, in one version, written by its sender', () => {
  const applicant = { kind: 'prospect', prospect: { kind: 'individual', name: 'Pat' }, name: 'Pat' } as const;
  const writer = aCaller({ personId: 'address_1', roles: ['consumer'], channel: 'email' });
  const { case: draft, facts } = openByMail(
    { number: 'ONB-0000-0000', applicant, channel: 'email' },
    LETTER,
    writer,
    surroundings({ caller: aSystem({ personId: 'system:mail' }), playbook: aPlaybook() }),
  );
  expect([draft.version, draft.customerVersion, draft.materialVersion]).toEqual([1, 1, 1]);
  expect(draft.openedBy).toBe('system:mail');
  expect(draft.documents.map(({ uploadedBy }) => uploadedBy)).toEqual(['address_1', 'address_1']);
  expect(facts.map(({ type }) => type)).toEqual([
    'case.created',
    'document.announced',
    'document.announced',
    'case.commented',
  ]);
  expect(facts.at(-1)).toMatchObject({ side: 'customer', channel: 'email' });
});
