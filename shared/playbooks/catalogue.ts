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

// A file that was once seeded is never changed: the table holds it for good, because running cases keep their version.
// The tests parse and lint each file: TypeScript reads JSON texts as `string`.
/** The playbooks that ship with the code, for the table. Functions read the table and never this. */
export const PACKAGED = [
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

/** The packaged playbook in exactly that version. */
export function playbookOf({ id, version }: { readonly id: string; readonly version: number }): Playbook | undefined {
  return PACKAGED.find((published) => published.id === id && published.version === version);
}

/** The newest packaged version of this type. */
export function newestPlaybook(type: string): Playbook | undefined {
  return PACKAGED.filter((published) => published.id === type).toSorted((a, b) => b.version - a.version)[0];
}
