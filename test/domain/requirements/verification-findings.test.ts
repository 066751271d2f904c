import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../shared/domain/case/case.ts';
import { verificationFindings } from '../../../shared/domain/requirements/verification-findings.ts';
import {
  AT,
  COMPANY,
  COMPANY_MEMBERS,
  CONSUMER,
  companyCase,
  consumerCase,
  document,
} from '../playbook/sample-cases.ts';

const find = (...documents: readonly CaseDocument[]) => verificationFindings(consumerCase({ documents }), CONSUMER, AT);
const refused = (id: string) => document(id, 'photo-id', { status: 'rejected', rejectReason: 'blurry' });

describe('a verification of the checklist', () => {
  it('finds what has not come, what was not taken, and what nobody asked for', () => {
    const found = find(refused('doc_1'), document('doc_2', undefined), document('doc_3', 'no-such-requirement'));
    expect(found).toMatchObject({
      missing: ['proof-of-address', 'selfie'],
      invalid: ['photo-id'],
      unexpected: ['doc_2', 'doc_3'],
    });
  });

  it('finds nothing when everything was accepted', () => {
    const accepted = ['photo-id', 'selfie', 'proof-of-address'].map((id) =>
      document(`doc_${id}`, id, { status: 'accepted' }),
    );
    expect(find(...accepted)).toEqual({
      missing: [],
      invalid: [],
      unexpected: [],
      expiring: [],
      // SHA-256 of {"invalid":[],"missing":[],"unexpected":[]}, by `printf | sha256sum`
      digest: 'dd80d11901ea2d57920d44c4933885e7c323a053c5073e2896bb3acf0c49c78b',
    });
  });

  it('does not call missing or invalid what is with us', () => {
    expect(find(document('doc_1', 'photo-id'), document('doc_2', 'selfie', { scan: 'scanning' }))).toMatchObject({
      missing: ['proof-of-address'],
      invalid: [],
    });
  });

  it('finds an accepted document that has run out', () => {
    expect(find(document('doc_1', 'photo-id', { status: 'accepted', expiresDate: '2026-03-01' })).invalid).toEqual([
      'photo-id',
    ]);
  });

  it('does not wonder about files that were stopped or refused anyway', () => {
    const stray = (more: Partial<CaseDocument>) => find(document('doc_1', undefined, more)).unexpected;
    expect(stray({ scan: 'infected' })).toEqual([]);
    expect(stray({ scan: 'scanning' })).toEqual([]);
    expect(stray({ status: 'rejected', rejectReason: 'wrong_type' })).toEqual([]);
    expect(stray({})).toEqual(['doc_1']);
  });

  it('finds a document of somebody who has left the case', () => {
    const left = companyCase({
      members: COMPANY_MEMBERS.slice(1),
      documents: [document('doc_1', 'photo-id.m_director')],
    });
    expect(verificationFindings(left, COMPANY, AT).unexpected).toEqual(['doc_1']);
  });

  it('does not chase optional documents', () => {
    const documents = [document('doc_1', 'articles', { status: 'rejected', rejectReason: 'blurry' })];
    const found = verificationFindings(companyCase({ documents }), COMPANY, AT);
    expect(found.invalid).toEqual([]);
    expect(found.missing).not.toContain('articles');
    expect(found.missing).not.toContain('financial-statements');
  });
});

describe('the digest of the findings', () => {
  it('stays while the findings stay, so that nobody is written to twice', () => {
    const later = verificationFindings(
      consumerCase({ documents: [refused('doc_1')], version: 99 }),
      CONSUMER,
      '2026-03-20T00:00:00.000Z',
    );
    expect(find(refused('doc_1')).digest).toBe(later.digest);
  });

  it('changes when another document of the same requirement is refused', () => {
    const again = document('doc_2', 'photo-id', {
      status: 'rejected',
      rejectReason: 'blurry',
      uploadedAt: '2026-03-11T09:00:00.000Z',
    });
    expect(find(refused('doc_1'), again).invalid).toEqual(['photo-id']);
    expect(find(refused('doc_1'), again).digest).not.toBe(find(refused('doc_1')).digest);
  });

  it('does not depend on the order in which documents are stored', () => {
    const documents = [
      refused('doc_1'),
      document('doc_2', undefined),
      document('doc_3', undefined),
      document('doc_4', 'selfie'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(documents, { minLength: 4 }), (shuffled) => {
        expect(find(...shuffled)).toEqual(find(...documents));
      }),
    );
  });
});
