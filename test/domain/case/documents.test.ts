import { describe, expect, it } from 'vitest';
import { acceptDocument } from '../../../shared/domain/case/accept-document.ts';
import { announceUpload, type Upload } from '../../../shared/domain/case/announce-upload.ts';
import { bindDocument } from '../../../shared/domain/case/bind-document.ts';
import type { Case, CaseDocument } from '../../../shared/domain/case/case.ts';
import { recordScan } from '../../../shared/domain/case/record-scan.ts';
import { rejectDocument } from '../../../shared/domain/case/reject-document.ts';
import type { REJECT_REASONS } from '../../../shared/domain/vocabulary.ts';
import { AT, aCase, anAgent, surroundings } from '../../support/a-case.ts';
import { codeOf, problemsOf } from '../../support/code-of.ts';

const FILE: Upload = {
  fileName: 'extract.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1000,
  sha256: 'c2hhMjU2',
  objectKey: 'documents/case_1/doc_1',
  requirementId: 'registration',
};
const agent = surroundings({ caller: anAgent() });
const aDocument = (overrides: Partial<CaseDocument> = {}): CaseDocument => ({
  documentId: 'doc_1',
  requirementId: 'registration',
  fileName: 'extract.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1000,
  sha256: 'c2hhMjU2',
  objectKey: 'documents/case_1/doc_1',
  objectVersion: 'v1',
  scan: 'clean',
  status: 'submitted',
  uploadedBy: 'contact_ada',
  channel: 'web',
  uploadedAt: AT,
  ...overrides,
});
const caseWith = (...documents: readonly CaseDocument[]): Case =>
  aCase({ status: 'open', stage: 'data_capture', assignee: 'agent_bo', documents });
const withOne = (overrides: Partial<CaseDocument> = {}): Case => caseWith(aDocument(overrides));

describe('announcing an upload', () => {
  it('makes room for the bytes, which count for nothing yet', () => {
    const { case: case_, facts } = announceUpload(aCase(), FILE, surroundings());
    const { objectVersion: _, ...expected } = aDocument({ scan: 'awaiting_upload', revision: 1 });
    expect(case_.documents).toEqual([expected]);
    expect(facts).toEqual([{ type: 'document.announced', documentId: 'doc_1', requirementId: 'registration' }]);
    expect(case_.materialVersion).toBe(1);
  });

  it('leaves a document without a requirement unclassified', () => {
    const { requirementId: _, ...attachment } = FILE;
    const { case: case_ } = announceUpload(aCase(), attachment, surroundings());
    expect(case_.documents[0]).toMatchObject({ status: 'unclassified' });
    expect(case_.documents[0]).not.toHaveProperty('requirementId');
  });

  it.each([
    [{ sizeBytes: 0 }, ['/sizeBytes document.size']],
    [{ sizeBytes: 26_214_401 }, ['/sizeBytes document.size']],
    [{ mediaType: 'text/html' }, ['/mediaType document.media-type']],
    [{ requirementId: 'birth_chart' }, ['/requirementId requirement.unknown']],
    [{ fileName: '  ' }, ['/fileName text.blank']],
  ])('refuses %j', (wrong, problems) => {
    expect(problemsOf(() => announceUpload(aCase(), { ...FILE, ...wrong }, surroundings()))).toEqual(problems);
  });

  it('takes 25 MB, and no document after the three hundredth', () => {
    expect(codeOf(() => announceUpload(aCase(), { ...FILE, sizeBytes: 26_214_400 }, surroundings()))).toBe('accepted');
    const many = Array.from({ length: 300 }, (_, index) => aDocument({ documentId: `doc_${index}` }));
    expect(codeOf(() => announceUpload(caseWith(...many.slice(1)), FILE, surroundings()))).toBe('accepted');
    expect(codeOf(() => announceUpload(caseWith(...many), FILE, surroundings()))).toBe('case.limit');
  });

  it('adds an attachment of the same message once', () => {
    const first = announceUpload(aCase(), { ...FILE, documentId: 'doc_mail_1' }, surroundings()).case;
    expect(announceUpload(first, { ...FILE, documentId: 'doc_mail_1' }, surroundings()).case).toBe(first);
  });

  it('joins the scan that came before it', () => {
    const scanned = { objectVersion: 'v1', verdict: 'clean' } as const;
    const { case: case_, facts } = announceUpload(
      aCase(),
      { ...FILE, scanned, uploadedBy: 'contact_eve' },
      surroundings(),
    );
    expect(case_.documents[0]).toEqual(aDocument({ uploadedBy: 'contact_eve', revision: 1 }));
    expect(facts).toEqual([
      { type: 'document.announced', documentId: 'doc_1', requirementId: 'registration' },
      { type: 'document.uploaded', documentId: 'doc_1', objectVersion: 'v1' },
      { type: 'document.scanned', documentId: 'doc_1', verdict: 'clean' },
    ]);
    expect(case_.materialVersion).toBe(2);
  });
});

describe('a scan', () => {
  const scan = (case_: Case, objectVersion: string, verdict: 'clean' | 'infected' | 'unsupported' | 'failed') =>
    recordScan(case_, { documentId: 'doc_1', objectVersion, verdict }, agent);
  const announced = () => announceUpload(aCase(), FILE, surroundings()).case;

  it('binds the version that it found clean', () => {
    const { case: case_, facts } = scan(announced(), 'v1', 'clean');
    expect(case_.documents[0]).toMatchObject({ scan: 'clean', objectVersion: 'v1' });
    expect(facts.map(({ type }) => type)).toEqual(['document.uploaded', 'document.scanned']);
    expect(case_.materialVersion).toBe(2);
  });

  it('of the same version with the same verdict changes nothing', () => {
    const { case: case_ } = scan(announced(), 'v1', 'clean');
    expect(scan(case_, 'v1', 'clean').case).toBe(case_);
  });

  it.each(['clean', 'infected', 'unsupported', 'failed'] as const)(
    'of a later version than the clean one is recorded, and never served (%s)',
    (verdict) => {
      const { case: case_ } = scan(announced(), 'v1', 'clean');
      const later = scan(case_, 'v2', verdict);
      expect(later.case.documents).toBe(case_.documents);
      expect(later.facts).toEqual([
        { type: 'document.uploaded', documentId: 'doc_1', objectVersion: 'v2', superseded: true },
      ]);
      expect(later.case.materialVersion).toBe(case_.materialVersion);
    },
  );

  it.each(['infected', 'unsupported', 'failed'] as const)(
    'that found it %s gives way to a clean version',
    (verdict) => {
      const { case: stopped } = scan(announced(), 'v1', verdict);
      expect(stopped.documents[0]).toMatchObject({ scan: verdict, objectVersion: 'v1' });
      expect(scan(stopped, 'v2', 'clean').case.documents[0]).toMatchObject({ scan: 'clean', objectVersion: 'v2' });
    },
  );

  it('that finds a virus in the bound version later revokes it and asks for attention', () => {
    const { case: case_ } = scan(announced(), 'v1', 'clean');
    const { case: revoked, facts } = scan(case_, 'v1', 'infected');
    expect(revoked).toMatchObject({ needsAttention: true, documents: [{ scan: 'infected', objectVersion: 'v1' }] });
    expect(facts).toEqual([{ type: 'document.scanned', documentId: 'doc_1', verdict: 'infected' }]);
  });

  it('is recorded on a case that is over, too', () => {
    const over = { ...announced(), status: 'cancelled', outcome: 'withdrawn', closedAt: AT } as const;
    expect(scan(over, 'v1', 'clean').case.documents[0]?.scan).toBe('clean');
  });

  it('of a document that is not there yet has to wait for it', () => {
    expect(codeOf(() => scan(aCase(), 'v1', 'clean'))).toBe('document.unknown');
  });
});

describe('binding', () => {
  const bind = (case_: Case, requirementId = 'registration') =>
    bindDocument(case_, { documentId: 'doc_1', requirementId }, agent);
  const { requirementId: _, ...unbound } = aDocument({ status: 'unclassified' });

  it('makes an unclassified document answer a requirement', () => {
    const { case: case_, facts } = bind(caseWith(unbound));
    expect(case_.documents).toEqual([aDocument({ revision: 1 })]);
    expect(facts).toEqual([{ type: 'document.bound', documentId: 'doc_1', requirementId: 'registration' }]);
    expect(bind(case_).case).toBe(case_);
  });

  it('refuses what was stopped, decided, of another type, or for no requirement of this case', () => {
    expect(codeOf(() => bind(caseWith({ ...unbound, scan: 'infected' })))).toBe('document.not-clean');
    expect(codeOf(() => bind(caseWith({ ...unbound, scan: 'unsupported' })))).toBe('document.not-clean');
    expect(codeOf(() => bind(caseWith({ ...unbound, status: 'rejected' })))).toBe('document.already-decided');
    expect(problemsOf(() => bind(caseWith({ ...unbound, mediaType: 'text/html' })))).toEqual([
      '/mediaType document.media-type',
    ]);
    expect(problemsOf(() => bind(caseWith(unbound), 'identity.member_9'))).toEqual([
      '/requirementId requirement.unknown',
    ]);
    expect(codeOf(() => bind(caseWith()))).toBe('document.unknown');
  });
});

describe('accepting', () => {
  const accept = (case_: Case, expiresDate?: string, s = agent) =>
    acceptDocument(case_, { documentId: 'doc_1', ...(expiresDate !== undefined && { expiresDate }) }, s);

  it('records who accepted it and until when it is valid', () => {
    const { case: case_, facts } = accept(withOne(), '2030-01-31');
    expect(case_.documents).toEqual([
      aDocument({
        status: 'accepted',
        decidedBy: 'agent_bo',
        decidedAt: AT,
        expiresDate: '2030-01-31',
        kind: 'registry_extract',
      }),
    ]);
    expect(facts).toEqual([{ type: 'document.accepted', documentId: 'doc_1', requirementId: 'registration' }]);
  });

  it.each(['awaiting_upload', 'scanning', 'infected', 'unsupported', 'failed'] as const)(
    'is refused for a document that is %s',
    (scan) => {
      expect(codeOf(() => accept(withOne({ scan })))).toBe('document.not-clean');
    },
  );

  it('is refused to who uploaded it', () => {
    const own = surroundings({ caller: anAgent({ personId: 'contact_ada' }) });
    expect(codeOf(() => accept(withOne(), undefined, own))).toBe('document.uploader-cannot-decide');
  });

  it('is refused for one that is bound to nothing, decided, expired or unknown', () => {
    const { requirementId: _, ...unbound } = aDocument();
    expect(codeOf(() => accept(caseWith(unbound)))).toBe('document.not-bound');
    expect(codeOf(() => accept(withOne({ status: 'accepted' })))).toBe('document.already-decided');
    expect(codeOf(() => accept(withOne({ status: 'rejected' })))).toBe('document.already-decided');
    expect(problemsOf(() => accept(withOne(), '2026-03-02'))).toEqual(['/expiresDate document.expired']);
    expect(codeOf(() => accept(withOne(), '2026-03-03'))).toBe('accepted');
    expect(codeOf(() => accept(caseWith()))).toBe('document.unknown');
  });
});

describe('rejecting', () => {
  const reject = (case_: Case, reason: (typeof REJECT_REASONS)[number] = 'blurry', s = agent) =>
    rejectDocument(case_, { documentId: 'doc_1', reason }, s);

  it('records the reason', () => {
    const { case: case_, facts } = reject(withOne());
    expect(case_.documents).toEqual([
      aDocument({ status: 'rejected', rejectReason: 'blurry', decidedBy: 'agent_bo', decidedAt: AT }),
    ]);
    const fact = { type: 'document.rejected', documentId: 'doc_1', requirementId: 'registration' };
    expect(facts).toEqual([{ ...fact, reason: 'blurry' }]);
    expect(reject(withOne(), 'watch_listed').facts).toEqual([{ ...fact, reason: 'watch_listed' }]);
  });

  it('touches no other document', () => {
    const other = aDocument({ documentId: 'doc_2' });
    expect(reject(caseWith(aDocument(), other)).case.documents[1]).toBe(other);
  });

  it('is refused to who uploaded it, and before it was scanned', () => {
    const own = surroundings({ caller: anAgent({ personId: 'contact_ada' }) });
    expect(codeOf(() => reject(withOne(), 'blurry', own))).toBe('document.uploader-cannot-decide');
    expect(codeOf(() => reject(withOne({ scan: 'awaiting_upload' })))).toBe('document.not-clean');
    expect(codeOf(() => reject(withOne({ scan: 'scanning' })))).toBe('document.not-clean');
    expect(codeOf(() => reject(withOne({ scan: 'infected' })))).toBe('accepted');
  });
});
