import { describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../shared/domain/case/case.ts';
import { replacementOf } from '../../../shared/domain/case/revisions.ts';
import { requirementsOf } from '../../../shared/domain/requirements/requirements-of.ts';
import { verificationFindings } from '../../../shared/domain/requirements/verification-findings.ts';
import { AT, aCase } from '../../support/a-case.ts';
import { aLenientPlaybook } from '../../support/a-lenient-playbook.ts';
import { document } from '../playbook/sample-cases.ts';

const TWO = aLenientPlaybook({ copies: 2 });
const slip = (id: string, more: Partial<CaseDocument> = {}) =>
  document(id, 'registration', { sha256: id, uploadedAt: `2026-03-0${id.slice(-1)}T09:00:00.000Z`, ...more });
const accepted = { status: 'accepted' } as const;
const blurry = { status: 'rejected', rejectReason: 'blurry' } as const;
const caseWith = (...documents: readonly CaseDocument[]) =>
  aCase({ status: 'open', stage: 'data_capture', submittedAt: AT, documents });
function standing(...documents: readonly CaseDocument[]) {
  const { status, copies, dueClass } = requirementsOf(caseWith(...documents), TWO, AT)[0]!;
  return `${status} ${copies.accepted}/${copies.needed} ${dueClass}`;
}

describe('a requirement of two copies', () => {
  it.each<readonly [string, readonly CaseDocument[], string]>([
    ['asks for both', [], 'open 0/2 currently_due'],
    ['asks for the second while we look at the first', [slip('s1')], 'open 0/2 currently_due'],
    ['asks for the second when the first is accepted', [slip('s1', accepted)], 'open 1/2 currently_due'],
    ['is with us when both have come', [slip('s1', accepted), slip('s2')], 'in_review 1/2 pending_verification'],
    ['waits for the scan', [slip('s1', { scan: 'scanning' }), slip('s2')], 'submitted 0/2 pending_verification'],
    ['is met by two', [slip('s1', accepted), slip('s2', accepted)], 'accepted 2/2 none'],
    [
      'is not met by the same bytes twice',
      [slip('s1', accepted), slip('s2', { ...accepted, sha256: 's1' })],
      'open 1/2 currently_due',
    ],
    ['says when one was refused', [slip('s1', accepted), slip('s2', blurry)], 'rejected 1/2 currently_due'],
    [
      'says when one has run out',
      [slip('s1', accepted), slip('s2', { ...accepted, expiresDate: '2026-03-02' })],
      'expired 1/2 currently_due',
    ],
    [
      'takes a third for the refused one',
      [slip('s1', accepted), slip('s2', blurry), slip('s3', accepted)],
      'accepted 2/2 none',
    ],
  ])('%s', (_, documents, expected) => {
    expect(standing(...documents)).toBe(expected);
  });

  it('is another finding when one copy more is there', () => {
    const find = (...documents: readonly CaseDocument[]) => verificationFindings(caseWith(...documents), TWO, AT);
    expect(find(slip('s1', accepted)).missing).toEqual(['registration']);
    expect(find(slip('s1', accepted)).digest).not.toBe(find().digest);
  });
});

describe('a document that came in the place of another', () => {
  const replaced = (id: string, ...documents: readonly CaseDocument[]) =>
    replacementOf(documents.find(({ documentId }) => documentId === id)!, caseWith(...documents), TWO, AT);

  it('is the next that arrived after it ceased to count', () => {
    const documents = [slip('s1', accepted), slip('s2', blurry), slip('s3', { scan: 'infected' }), slip('s4')];
    expect(replaced('s2', ...documents)).toBe('s4');
    expect(replaced('s1', ...documents)).toBeUndefined();
    expect(replaced('s4', ...documents)).toBeUndefined();
  });

  it('is not there for a refused one without a successor', () => {
    expect(replaced('s1', slip('s1', blurry))).toBeUndefined();
  });
});

describe('a requirement that no longer applies', () => {
  const when = { fact: 'answers.trades', equals: true } as const;
  const playbook = aLenientPlaybook({ when });
  const list = (...documents: readonly CaseDocument[]) => requirementsOf(caseWith(...documents), playbook, AT);

  it('stays on the list, owed by nobody, with what was sent for it', () => {
    expect(list(slip('s1', accepted))).toMatchObject([
      { requirementId: 'registration', status: 'not_applicable', dueClass: 'none', documentIds: ['s1'] },
    ]);
    expect(list()).toEqual([]);
  });

  it('leaves its documents unexpected', () => {
    expect(verificationFindings(caseWith(slip('s1', accepted)), playbook, AT)).toMatchObject({
      missing: [],
      invalid: [],
      unexpected: ['s1'],
    });
  });

  it('can depend on the risk band', () => {
    const high = aLenientPlaybook({ when: { fact: 'risk.band', equals: 'high' } });
    const ids = (riskBand?: 'high' | 'low') =>
      requirementsOf({ ...caseWith(), ...(riskBand && { riskBand }) }, high, AT).map(
        ({ requirementId }) => requirementId,
      );
    expect([ids(), ids('low'), ids('high')]).toEqual([[], [], ['registration']]);
  });
});
