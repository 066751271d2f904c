import { describe, expect, it } from 'vitest';
import type { DocumentRequirement } from '../../../shared/domain/playbook/playbook.ts';
import { type Proof, proofProblems } from '../../../shared/domain/requirements/proof-problems.ts';
import { aPlaybook } from '../../support/a-playbook.ts';

const TODAY = '2026-05-31';
const [RULE] = aPlaybook().requirements;

function problems(proof: Proof, rules: Partial<DocumentRequirement> = {}) {
  return proofProblems(proof, { ...RULE!, ...rules }, TODAY).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a document', () => {
  it('without any rules needs nothing said', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ kind: 'registry_extract' })).toEqual([]);
  });

  it.each<readonly [string, Proof, Partial<DocumentRequirement>, readonly string[]]>([
    ['is one of several kinds', {}, { oneOf: ['passport', 'visa'] }, ['/kind document.kind-required']],
    ['is of a kind that is taken', { kind: 'visa' }, { oneOf: ['passport'] }, ['/kind document.kind-unknown']],
    ['has the day of its issue', {}, { maximumAgeMonths: 3 }, ['/issuedDate document.issue-date-required']],
    ['was issued by today', { issuedDate: '2026-06-01' }, {}, ['/issuedDate document.issued-later']],
    ['is certified', { certified: false }, { certified: true }, ['/certified document.certification-required']],
    ['has a language', {}, { languages: ['en'] }, ['/language document.language-required']],
    [
      'is translated from a language that we do not read',
      { language: 'fi' },
      { languages: ['en', 'sv'] },
      ['/translationProvided document.translation-required'],
    ],
    ['has not run out', { expiresDate: '2026-05-30' }, {}, ['/expiresDate document.expired']],
    ['ends after it was issued', { issuedDate: '2026-05-31', expiresDate: '2026-05-31' }, {}, []],
  ])('%s', (_, proof, rules, expected) => {
    expect(problems(proof, rules)).toEqual(expected);
  });

  it('meets the rules when it is what they ask for', () => {
    const proof = { kind: 'registry_extract', issuedDate: '2026-05-01', certified: true, language: 'fi' };
    const rules = { maximumAgeMonths: 1, certified: true, languages: ['en'] };
    expect(problems({ ...proof, translationProvided: true }, rules)).toEqual([]);
    expect(problems({ ...proof, language: 'en' }, rules)).toEqual([]);
  });

  it('is told everything that is wrong with it at once', () => {
    expect(problems({}, { oneOf: ['a', 'b'], maximumAgeMonths: 3, certified: true, languages: ['en'] })).toHaveLength(
      4,
    );
  });
});

describe('freshness', () => {
  it.each([
    // Three months before 31 May is the last day of February.
    ['2026-02-28', 3, []],
    ['2026-02-27', 3, ['/issuedDate document.too-old']],
    ['2025-05-31', 12, []],
    ['2025-05-30', 12, ['/issuedDate document.too-old']],
  ])('of a document from %s within %i months', (issuedDate, maximumAgeMonths, expected) => {
    expect(problems({ issuedDate }, { maximumAgeMonths })).toEqual(expected);
  });
});
