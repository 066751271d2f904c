import { describe, expect, it } from 'vitest';
import { factsOf, factsOfMember } from '../../../shared/domain/playbook/facts-of.ts';
import {
  ACCOUNT_USE,
  answered,
  BASICS,
  COMPANY,
  COMPANY_MEMBERS,
  CONSUMER,
  companyCase,
  consumerCase,
  member,
} from './sample-cases.ts';

describe('the facts of a case', () => {
  it('are the applicant, the channel, the members and the answers', () => {
    const case_ = consumerCase({ channel: 'phone', answers: [answered('basics', BASICS)] });
    expect(Object.fromEntries(factsOf(case_, CONSUMER))).toEqual({
      'applicant.kind': 'individual',
      'applicant.type': 'individual',
      channel: 'phone',
      'decisions.risk-tier': 'low',
      'members.represented-person.count': 0,
      'answers.fullName': 'Ada Byron',
      'answers.dateOfBirth': '1990-12-10',
      'answers.actsForSomeoneElse': false,
    });
  });

  it('hold the risk as soon as a review has come to one', () => {
    expect(factsOf(consumerCase(), CONSUMER).has('risk.band')).toBe(false);
    expect(factsOf(consumerCase({ riskBand: 'medium' }), CONSUMER).get('risk.band')).toBe('medium');
  });

  it('tell a business from an individual, also when nobody is on record yet', () => {
    const kind = (applicant: Parameters<typeof companyCase>[0]) =>
      factsOf(companyCase(applicant), COMPANY).get('applicant.kind');
    expect(kind({})).toBe('business');
    expect(kind({ applicant: { kind: 'prospect', name: 'N', prospect: { kind: 'individual', name: 'N' } } })).toBe(
      'individual',
    );
    expect(kind({ applicant: { kind: 'prospect', name: 'N', prospect: { kind: 'business', name: 'N' } } })).toBe(
      'business',
    );
  });

  it('count members by role and know the largest share', () => {
    const owners = [...COMPANY_MEMBERS, member('m_owner2', 'owner', { ownershipPercent: 12.5 })];
    const facts = factsOf(companyCase({ members: owners }), COMPANY);
    expect(facts.get('members.owner.count')).toBe(2);
    expect(facts.get('members.owner.highestOwnershipPercent')).toBe(60);
    expect(facts.get('members.director.count')).toBe(1);
    expect(facts.has('members.director.highestOwnershipPercent')).toBe(false);
  });

  it('hold the results of checks that have one', () => {
    const check = {
      status: 'requested',
      attempt: 1,
      attempts: [],
      dataDigest: '',
      seenProviderEvents: [],
      lateResults: [],
    } as const;
    const checks = [
      { ...check, checkId: 'legal' },
      { ...check, checkId: 'credit', status: 'complete', result: 'consider' } as const,
    ];
    const facts = factsOf(consumerCase({ checks }), CONSUMER);
    expect(facts.get('checks.credit.result')).toBe('consider');
    expect(facts.has('checks.legal.result')).toBe(false);
  });

  it('do not hold blank answers', () => {
    const blank = answered('basics', { fullName: '  ', dateOfBirth: null });
    const facts = factsOf(consumerCase({ answers: [blank, answered('account-use', { sourceOfFunds: [] })] }), CONSUMER);
    expect([...facts.keys()].filter((fact) => fact.startsWith('answers.'))).toEqual([]);
  });

  it('do not hold what is stored for a field that is hidden', () => {
    const hidden = answered('account-use', { ...ACCOUNT_USE, purposeDetails: 'left over' });
    expect(factsOf(consumerCase({ answers: [hidden] }), CONSUMER).has('answers.purposeDetails')).toBe(false);
    const shown = answered('account-use', { ...ACCOUNT_USE, purpose: 'other', purposeDetails: 'a boat' });
    expect(factsOf(consumerCase({ answers: [shown] }), CONSUMER).get('answers.purposeDetails')).toBe('a boat');
  });

  it('do not hold what is stored for a step that does not apply', () => {
    const wealth = answered('wealth', { sourceOfWealth: 'many years of saving' });
    const exposed = (isPoliticallyExposed: boolean) =>
      factsOf(consumerCase({ answers: [wealth, answered('declarations', { isPoliticallyExposed })] }), CONSUMER);
    expect(exposed(false).has('answers.sourceOfWealth')).toBe(false);
    expect(exposed(true).get('answers.sourceOfWealth')).toBe('many years of saving');
  });

  it('include those of one member where a document is asked for per member', () => {
    const owner = member('m_owner', 'owner', { ownershipPercent: 30, country: 'FR' });
    const facts = factsOfMember(factsOf(companyCase(), COMPANY), owner);
    expect(facts.get('member.ownershipPercent')).toBe(30);
    expect(facts.get('member.country')).toBe('FR');
    expect(facts.get('channel')).toBe('web');
  });
});
