import { describe, expect, it } from 'vitest';
import { bindDocument } from '../../../shared/domain/case/bind-document.ts';
import type { Case } from '../../../shared/domain/case/case.ts';
import { changeType } from '../../../shared/domain/case/change-type.ts';
import { saveAnswers } from '../../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../../shared/domain/case/submit-case.ts';
import type { Playbook } from '../../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../../shared/domain/playbook/step-states.ts';
import { aPlaybook } from '../../support/a-case.ts';
import { asCustomer, filled, played, submitted, upload } from '../../support/cases-by-state.ts';
import { codeOf } from '../../support/code-of.ts';
import { V1, withoutStamps } from '../../support/versions.ts';

/** Another application: another name for the name, no directors, one document under another name, another group. */
const TRUST = aPlaybook({
  id: 'test-trust',
  version: 4,
  applicantType: 'trust',
  group: 'trusts',
  intake: [
    {
      id: 'trust',
      kind: 'form',
      title: 'Trust',
      required: true,
      after: [],
      fields: [
        { id: 'trustName', label: 'Name', type: 'text', required: true },
        { id: 'trades', label: 'Trades abroad', type: 'boolean', required: true },
      ],
    },
    { id: 'review', kind: 'review', title: 'Review', required: true, after: ['trust'] },
  ],
  memberRoles: [],
  requirements: [
    { ...V1.requirements[0]!, id: 'deed', oneOf: ['trust_deed'] },
    { ...V1.requirements[0]!, id: 'register', oneOf: ['certified_extract', 'registry_extract'] },
  ],
  mapsFrom: [{ playbook: 'test-account', version: 1, fields: { legalName: 'trustName' } }],
});

const to =
  (playbook: Playbook, from: Playbook = V1) =>
  (case_: Case) =>
    changeType(case_, { type: playbook.id, to: playbook }, asCustomer({ playbook: from }));

const draft = (): Case =>
  played(filled(), (c) =>
    saveAnswers(c, { stepId: 'details', answers: { trades: true, countries: 'FR' } }, asCustomer()),
  );

describe('a draft that becomes another kind of application', () => {
  it('has the other playbook, its newest version, and its group', () => {
    const { case: after, facts } = to(TRUST)(draft());
    expect(after).toMatchObject({ type: 'test-trust', playbook: { id: 'test-trust', version: 4 }, group: 'trusts' });
    expect(facts).toEqual([
      {
        type: 'case.type_changed',
        from: 'test-account',
        playbook: 'test-trust',
        playbookVersion: 4,
        group: 'trusts',
        setAside: 2,
        restored: 0,
      },
    ]);
  });

  it('keeps the answers that the other one asks for, and sets the rest aside', () => {
    const after = played(draft(), to(TRUST));
    expect(after.answers).toMatchObject([{ stepId: 'trust', values: { trustName: 'Acme Ltd', trades: true } }]);
    expect(after.setAside.map(({ leftover }) => leftover)).toMatchObject([
      { what: 'answer', fieldId: 'countries', value: 'FR' },
      { what: 'member', member: { name: 'Ada Acme' } },
    ]);
  });

  it('keeps a document that proves what the other one asks for, by whatever name, and unbinds the others', () => {
    const before = draft();
    const sent = [upload(before, 'registration'), upload(before, `identity.${before.members[0]?.memberId}`)].flatMap(
      ({ documents }) => documents,
    );
    const after = played({ ...before, documents: sent }, to(TRUST));
    expect(after.documents.map(({ requirementId, status }) => [requirementId, status])).toEqual([
      ['register', 'submitted'],
      [undefined, 'unclassified'],
    ]);
  });

  it('is what it was when the type is changed back', () => {
    const before = upload(draft(), 'registration');
    const identified = upload(before, `identity.${before.members[0]?.memberId}`);
    const after = played(identified, to(TRUST), to(V1, TRUST));
    const { answers: _, ...rest } = withoutStamps(after);
    const { answers: _before, ...expected } = withoutStamps(identified);
    expect(rest).toEqual(expected);
    expect(after.answers.map(({ stepId, values, authors }) => [stepId, values, authors])).toEqual(
      identified.answers.map(({ stepId, values, authors }) => [stepId, values, authors]).slice(0, 1),
    );
  });

  it('does not bring back what somebody has answered anew', () => {
    const trust = played(draft(), to(TRUST));
    const renamed = played(trust, (c) =>
      saveAnswers(c, { stepId: 'trust', answers: { trustName: 'Acme Trust' } }, asCustomer({ playbook: TRUST })),
    );
    expect(played(renamed, to(V1, TRUST)).answers[0]?.values).toEqual({
      legalName: 'Acme Trust',
      trades: true,
      countries: 'FR',
    });
  });

  it('binds a document to what it answered there, whatever it was bound to meanwhile', () => {
    const before = draft();
    const document = upload(before, `identity.${before.members[0]?.memberId}`).documents[0]!;
    const trust = played({ ...before, documents: [document] }, to(TRUST));
    const bound = played(trust, (c) =>
      bindDocument(c, { documentId: document.documentId, requirementId: 'deed' }, asCustomer({ playbook: TRUST })),
    );
    const back = played(bound, to(V1, TRUST));
    expect(back.documents).toEqual([document]);
    expect(played(back, to(TRUST)).documents[0]?.requirementId).toBe('deed');
  });

  it('is handed in by the rules of the other one', () => {
    const trust = played(draft(), to(TRUST));
    const submission = (c: Case) =>
      submitCase(c, { materialVersion: c.materialVersion }, asCustomer({ playbook: TRUST }));
    expect(stepStates(trust, TRUST).map(({ stepId, state }) => [stepId, state])).toEqual([
      ['trust', 'complete'],
      ['review', 'ready'],
    ]);
    expect(played(trust, submission).status).toBe('new');
  });

  it('stays as it is with the type that it has', () => {
    const before = draft();
    expect(to(V1)(before)).toEqual({ case: before, facts: [] });
  });

  it('is refused for another kind of applicant, and once it is handed in', () => {
    expect(codeOf(() => to({ ...TRUST, applicantKinds: ['individual'] })(draft()))).toBe('input.invalid');
    expect(codeOf(() => to(TRUST)(submitted()))).toBe('case.transition-not-allowed');
    const unknown = { type: 'no-such-type', to: undefined };
    expect(codeOf(() => changeType(draft(), unknown, asCustomer()))).toBe('playbook.unknown');
    expect(codeOf(() => changeType(submitted(), unknown, asCustomer()))).toBe('case.transition-not-allowed');
  });
});
