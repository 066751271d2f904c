import type { Playbook } from '../domain/playbook/playbook.ts';
import companyAccountV1 from './data/company-account.v1.json' with { type: 'json' };
import consumerAccountV1 from './data/consumer-account.v1.json' with { type: 'json' };
import gbCompanyAccountV1 from './data/gb-company-account.v1.json' with { type: 'json' };
import gbConsumerAccountV1 from './data/gb-consumer-account.v1.json' with { type: 'json' };
import gbPartnershipAccountV1 from './data/gb-partnership-account.v1.json' with { type: 'json' };
import gbSoleTraderAccountV1 from './data/gb-sole-trader-account.v1.json' with { type: 'json' };
import gbTrustAccountV1 from './data/gb-trust-account.v1.json' with { type: 'json' };
import partnershipAccountV1 from './data/partnership-account.v1.json' with { type: 'json' };
import soleTraderAccountV1 from './data/sole-trader-account.v1.json' with { type: 'json' };
import trustAccountV1 from './data/trust-account.v1.json' with { type: 'json' };

// Every version that was ever published stays here, because running cases keep theirs. The files ship with the code, so
// the tests parse and lint each of them, and a cold start does not (10 ms): TypeScript reads JSON texts as `string`.
const PUBLISHED = [
  companyAccountV1,
  consumerAccountV1,
  gbCompanyAccountV1,
  gbConsumerAccountV1,
  gbPartnershipAccountV1,
  gbSoleTraderAccountV1,
  gbTrustAccountV1,
  partnershipAccountV1,
  soleTraderAccountV1,
  trustAccountV1,
] as unknown as readonly Playbook[];

/** The playbook in exactly that version; `undefined` when it was never published. */
export function playbookOf({ id, version }: { readonly id: string; readonly version: number }): Playbook | undefined {
  return PUBLISHED.find((published) => published.id === id && published.version === version);
}

/** The version that new cases of this type get; `undefined` for an unknown type. */
export function newestPlaybook(type: string): Playbook | undefined {
  return PUBLISHED.filter((published) => published.id === type).toSorted((a, b) => b.version - a.version)[0];
}

/** Ids of all playbooks, sorted: what a case's `type` can be. */
export function playbookTypes(): readonly string[] {
  return [...new Set(PUBLISHED.map(({ id }) => id))].toSorted();
}

/** Every group that a playbook routes new cases to, sorted. */
export function playbookGroups(): readonly string[] {
  return [...new Set(PUBLISHED.map(({ group }) => group))].toSorted();
}
