import { describe, expect, it } from 'vitest';
import { runScenarios } from '../../shared/playbooks/run-scenarios.ts';
import { changed } from './changed.ts';
import { SOUND } from './sound-playbook.ts';

/** What is found in the scenario of the sound playbook with some of it changed. */
function run(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const at = Object.entries(changes).map(([place, value]) => [`/scenarios/0${place}`, value] as const);
  return runScenarios(changed(SOUND, Object.fromEntries(at))).map(({ place, message }) => `${place}: ${message}`);
}

const GRAND = {
  '/answers/staff': 300,
  '/answers/auditor': 'Count & Sons',
  '/expect/path': ['company', 'people', 'shops', 'audit', 'signing', 'papers', 'review'],
  '/expect/requirements': ['register', 'portrait#1', 'portrait#2', 'accounts'],
  '/expect/decisions/size': 'large',
};

describe('the scenarios of a playbook', () => {
  it('pass when the case goes the way that they tell', () => {
    expect(run({})).toEqual([]);
  });

  it('are missed when there are none', () => {
    expect(runScenarios({ ...SOUND, scenarios: [] })).toEqual([
      { place: '/scenarios', code: 'no-scenario', message: 'A playbook is published with at least one scenario.' },
    ]);
  });

  it('fail where the path, the documents, a decision or the outcome is another one', () => {
    expect(
      run({
        '/expect/path': ['company', 'people', 'signing', 'review'],
        '/expect/requirements': ['register'],
        '/expect/decisions/size': 'medium',
        '/expect/outcome': 'documents_owed',
      }),
    ).toEqual([
      '/scenarios/0/expect/path: Expected company, people, signing, review, got company, people, shops, signing, papers, review.',
      '/scenarios/0/expect/requirements: Expected register, got portrait#1, portrait#2, register.',
      '/scenarios/0/expect/decisions/size: Expected medium, got small.',
      '/scenarios/0/expect/outcome: Expected documents_owed, got review_complete (every required check is clear).',
    ]);
  });

  it('name everything that keeps an application from being sent in', () => {
    expect(run({ '/answers/name': 'x', '/members': [] })).toEqual([
      '/scenarios/0/documents/1: “portrait#1” is not asked for.',
      '/scenarios/0/documents/2: “portrait#2” is not asked for.',
      '/scenarios/0/expect/requirements: Expected portrait#1, portrait#2, register, got register.',
      '/scenarios/0/expect/outcome: Expected review_complete, got incomplete (missing: /steps/company/answers/name field.too-short, /members/director members.too-few, /steps/shops step.not-completed, /steps/signing/answers/signer field.not-an-option).',
    ]);
    expect(run({ '/answers/agrees': undefined, '/checkResults': {}, '/expect/outcome': 'incomplete' })).toEqual([]);
  });

  it('name the documents that keep a case out of review', () => {
    expect(run({ '/documents': ['register', 'portrait#2'] })).toEqual([
      '/scenarios/0/expect/outcome: Expected review_complete, got documents_owed (owed: /requirements/portrait.member_2 requirement.open).',
    ]);
  });

  it('send as many copies as are asked for', () => {
    const documents = ['register', 'portrait#1', 'portrait#2', 'accounts'];
    expect(run({ ...GRAND, '/documents': documents })).toEqual([]);
    expect(run({ ...GRAND, '/expect/outcome': 'documents_owed' })).toEqual([]);
  });

  it('find fault with a way that the system would refuse to a case, instead of failing', () => {
    expect(run({ '/documents': Array.from({ length: 400 }, () => 'register') })).toEqual([
      '/scenarios/0: No case could go this way: a case holds at most 300 documents.',
    ]);
  });

  it('make every check that the results of others ask for, and stop where somebody has to judge', () => {
    const judged = { '/expect/outcome': 'judgement_needed', '/expect/decisions/care': 'high' };
    expect(run({ ...judged, '/checkResults': { background: 'consider', legal: 'clear' } })).toEqual([]);
    expect(run({ '/checkResults': {} })).toEqual([
      '/scenarios/0/expect/outcome: Expected review_complete, got judgement_needed (background without result).',
    ]);
    expect(run({ '/checkResults/legal': 'clear' })).toEqual(['/scenarios/0/checkResults/legal: “legal” is not run.']);
  });

  it('prove what only the result of a check asks for', () => {
    const proof = changed(SOUND, {
      '/requirements/0/when': { fact: 'checks.background.result', equals: 'clear' },
    });
    expect(runScenarios(proof)).toEqual([]);
    const without = changed(proof, { '/scenarios/0/documents': ['portrait#1', 'portrait#2'] });
    expect(runScenarios(without).map(({ message }) => message)).toEqual([
      'Expected review_complete, got documents_owed (owed: /requirements/register requirement.open).',
    ]);
  });

  it('do not take answers that nobody is asked for, or people that cannot be', () => {
    expect(run({ '/answers/landlord': 'Mill Lane Ltd', '/answers/auditor': 'Count & Sons' })).toEqual([
      '/scenarios/0/answers/landlord: This field is not asked for with the other answers given.',
      '/scenarios/0/answers/auditor: This is not asked for with the other answers given.',
      '/scenarios/0/expect/outcome: Expected review_complete, got incomplete (missing: /steps/shops/answers/hasLease field.required).',
    ]);
    expect(run({ '/members/1/ownershipPercent': 50 })[0]).toBe(
      '/scenarios/0/members/1: /ownershipPercent member.shares-over-100',
    );
    expect(run({ '/applicant': 'individual' })).toEqual([
      '/scenarios/0/applicant: This process is not for individual applicants.',
    ]);
  });

  it('are played through pre-approval and to the end of the review, whoever completes that', () => {
    for (const preApproval of ['supervisor', 'not_required'] as const)
      for (const reviewCompletion of ['automatic', 'reviewer'] as const)
        expect(runScenarios({ ...SOUND, preApproval, reviewCompletion })).toEqual([]);
  });
});
