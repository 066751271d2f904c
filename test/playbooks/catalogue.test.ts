import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newestPlaybook, PACKAGED, playbookOf } from '../../shared/playbooks/catalogue.ts';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { playbookSchema } from '../../shared/playbooks/playbook-schema.ts';
import { runScenarios } from '../../shared/playbooks/run-scenarios.ts';

const folder = new URL('../../shared/playbooks/data/', import.meta.url);
const files = readdirSync(folder).toSorted();
const TYPES = [
  'company-account',
  'consumer-account',
  'gb-company-account',
  'gb-consumer-account',
  'gb-partnership-account',
  'gb-sole-trader-account',
  'gb-trust-account',
  'partnership-account',
  'sole-trader-account',
  'trust-account',
];

describe('the catalogue', () => {
  it('lists the types of case that can be opened', () => {
    expect(PACKAGED.map(({ id }) => id)).toEqual(TYPES);
  });

  it('publishes exactly the files in its folder', () => {
    expect(files).toEqual(TYPES.map((type) => `${type}.v1.json`));
    for (const file of files) {
      const [, id, version] = /^(.+)\.v(\d+)\.json$/.exec(file) ?? [];
      const content: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      expect(playbookOf({ id: id ?? '', version: Number(version) })).toEqual(content);
    }
  });

  it('gives nothing for a version or a type that was never published', () => {
    expect(playbookOf({ id: 'company-account', version: 2 })).toBeUndefined();
    expect(playbookOf({ id: 'unheard-of', version: 1 })).toBeUndefined();
    expect(newestPlaybook('unheard-of')).toBeUndefined();
  });

  it('opens new cases with the newest version', () => {
    expect(newestPlaybook('consumer-account')).toMatchObject({ id: 'consumer-account', version: 1 });
  });
});

describe.each(PACKAGED.map(({ id }) => id))('the packaged playbook %s', (type) => {
  const playbook = newestPlaybook(type);

  it('keeps to the schema', () => {
    const parsed = z.safeParse(playbookSchema, playbook);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(playbook);
  });

  it('has nothing that the linter objects to', () => {
    if (playbook === undefined) throw new Error(`no playbook ${type}`);
    expect(lintPlaybook(playbook)).toEqual([]);
  });

  it('goes as its scenarios tell', () => {
    if (playbook === undefined) throw new Error(`no playbook ${type}`);
    expect(runScenarios(playbook)).toEqual([]);
  });
});

describe('what a company is asked for', () => {
  it('is what the identification rules for companies name, each mandatory', () => {
    const company = newestPlaybook('company-account');
    const mandatory = company?.requirements.filter(({ mandatory }) => mandatory).map(({ id }) => id);
    expect(mandatory).toEqual([
      'registration',
      'good-standing',
      'register-of-directors-and-shareholders',
      'proof-of-address',
      'tax-document',
      'bank-statement',
      'signatory-authority',
      'source-of-wealth-evidence',
      'photo-id',
      'owner-photo-id',
    ]);
    expect(company?.checks.map(({ id, provider }) => `${id} ${provider}`)).toEqual([
      'background sim',
      'legal sim',
      'credit sim',
    ]);
    expect(company).toMatchObject({
      group: 'business-onboarding',
      preApproval: 'supervisor',
      reviewCompletion: 'reviewer',
      closeOnAccept: false,
      stages: {
        pre_approval: { businessDays: 3 },
        data_capture: { businessDays: 5 },
        due_diligence: { businessDays: 15 },
        resolve: { businessDays: 20 },
      },
    });
  });
});

describe('what a consumer is asked for', () => {
  it('is what the identification rules for individuals name, each mandatory', () => {
    const consumer = newestPlaybook('consumer-account');
    expect(consumer?.requirements.map(({ id, mandatory }) => `${id} ${mandatory}`)).toEqual([
      'photo-id true',
      'selfie true',
      'proof-of-address true',
      'source-of-wealth-evidence true',
      'authority-to-act true',
      'represented-person-id true',
    ]);
    expect(consumer?.requirements[0]?.oneOf).toEqual(['passport', 'driving_licence', 'national_id']);
    expect(consumer).toMatchObject({
      group: 'consumer-onboarding',
      preApproval: 'not_required',
      reviewCompletion: 'automatic',
      closeOnAccept: false,
      stages: {
        pre_approval: { businessDays: 3 },
        data_capture: { businessDays: 5 },
        due_diligence: { businessDays: 15 },
        resolve: { businessDays: 20 },
      },
    });
  });
});
