import { expect, test } from 'vitest';
import { runningSystem } from '../support/running-system.ts';
import { must } from './case-builder.ts';
import { company } from './catalogue/company.ts';
import { bringUnderReview, checklistOf, fillIntake, sendEverything } from './catalogue/drive-case.ts';
import { gbCompany } from './catalogue/gb-company.ts';
import { gbTrust } from './catalogue/gb-trust.ts';
import { individual } from './catalogue/individual.ts';
import { partnership } from './catalogue/partnership.ts';
import { soleTrader } from './catalogue/sole-trader.ts';
import { trust } from './catalogue/trust.ts';

const scene = runningSystem();

test.each([individual, soleTrader, company, partnership, trust, gbCompany, gbTrust])(
  '$about gets under review with exactly the documents that such an applicant owes',
  async (story) => {
    const { me, checklist, decisions } = story;
    const listed = (ofMandatory: string) =>
      checklist.map(([definitionId, label, oneOf, owed, copies = 1]) => {
        const status = owed === 'mandatory' ? ofMandatory : 'open';
        return [definitionId, label, oneOf, owed, copies, status];
      });
    const id = await fillIntake(scene, story);
    expect(await checklistOf(scene, me, id)).toEqual(listed('open'));
    await sendEverything(scene, story, id);
    await bringUnderReview(scene, story, id);
    const seen = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}`);
    expect([seen.status, seen.stage]).toEqual(['under_review', 'due_diligence']);
    const progress = await must(scene, 200, 'ada', 'GET', `/v1/cases/${id}/progress`);
    const taken = progress.decisions.map((one: { id: string; value: string }) => [one.id, one.value]);
    expect(Object.fromEntries(taken)).toEqual(decisions);
    expect(await checklistOf(scene, me, id)).toEqual(listed('accepted'));
  },
);
