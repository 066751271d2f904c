import type { Caller } from '../../shared/domain/access/caller.ts';
import { caseNumber } from '../../shared/domain/ids.ts';
import { newestPlaybook } from '../../shared/playbooks/catalogue.ts';
import { toAddressItem, toProfileItem } from '../../shared/store/party-items.ts';
import type { PartyProfile } from '../../shared/store/ports.ts';
import { type CaseTemplate, caseTemplate } from './case-template.ts';
import type { Stamp } from './placeholders.ts';
import { playCase } from './play-case.ts';
import { CASE_STATES, type CaseState } from './player.ts';
import { type TableRow, tableRow } from './table-row.ts';

/** Whose an imported case is. */
export interface Company {
  readonly accountId: string;
  readonly contactId: string;
  readonly companyName: string;
}

/** One case of an imported world, known by its position alone. */
export interface ImportedCase extends Company {
  readonly caseId: string;
  readonly state: CaseState;
}

/** The company of the demo world, so that somebody who can sign in has imported cases. */
const NORTHWIND: Company = {
  accountId: 'account_northwind',
  contactId: 'contact_nina',
  companyName: 'Northwind Traders Ltd',
};
const NORTHWIND_CASES = 250;
/** Of twenty cases, the first belong to other companies and are queued, then Northwind's turn comes, the last are assigned. */
const CYCLE = { length: 20, northwindFrom: 12, assignedFrom: 17 } as const;
const CASES_PER_COMPANY = 40;

const AGENT: Caller = {
  personId: 'agent_ada',
  kind: 'person',
  roles: ['agent'],
  groups: ['business-onboarding'],
  partnerAccounts: [],
  channel: 'web',
};

/** Ages in days, all longer than the workflow waits before it parks. */
const AGES = [16, 19, 22, 25, 28, 33, 38, 43, 50, 58];
const DAY_MS = 86_400_000;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function importedCase(position: number, spread: Spread = 'queue'): ImportedCase {
  const turn = position % CYCLE.length;
  const inQueue = turn >= CYCLE.assignedFrom ? 'assigned' : 'queued';
  const state = spread === 'queue' ? inQueue : CASE_STATES[position % CASE_STATES.length]!;
  return { ...companyOf(position), caseId: `case_${ulidStem(position)}001`, state };
}

function companyOf(position: number): Company {
  const turn = position % CYCLE.length;
  const cycle = Math.floor(position / CYCLE.length);
  const perCycle = CYCLE.assignedFrom - CYCLE.northwindFrom;
  const isNorthwinds = turn >= CYCLE.northwindFrom && turn < CYCLE.assignedFrom;
  if (isNorthwinds && cycle * perCycle + turn - CYCLE.northwindFrom < NORTHWIND_CASES) return NORTHWIND;
  return company(Math.floor(position / CASES_PER_COMPANY));
}

const company = (number: number): Company => ({
  accountId: `account_imp${String(number).padStart(6, '0')}`,
  contactId: `contact_${base32(number, 4).toLowerCase()}`,
  companyName: `Example No ${String(number).padStart(6, '0')} Ltd`,
});

/** `queue`: cases as staff find them in the morning. `every-state`: as many of each state, all of them young. */
export type Spread = 'queue' | 'every-state';

/** The rows of a world, company by company and case by case. @param nowMs epoch milliseconds */
export function* worldRows(
  cases: number,
  shardCount: number,
  nowMs: number,
  spread: Spread = 'queue',
): Generator<readonly TableRow[]> {
  const templateOf = templates(shardCount, nowMs, spread === 'queue' ? AGES : [1]);
  for (let number = 0; number * CASES_PER_COMPANY < cases; number += 1) yield partyRows(company(number));
  for (let position = 0; position < cases; position += 1) {
    const { state, caseId: _, ...whose } = importedCase(position, spread);
    const stamp: Stamp = { ...whose, ulid: ulidStem(position), number: numberOf(position) };
    yield templateOf(state, position).stamp(stamp);
  }
}

/** Templates by state and age, each made when it is first wanted. */
function templates(shardCount: number, nowMs: number, ages: readonly number[]) {
  const playbook = newestPlaybook('company-account')!;
  const made = new Map<string, CaseTemplate>();
  return (state: CaseState, position: number): CaseTemplate => {
    const days = ages[position % ages.length]!;
    const known = made.get(`${state} ${days}`);
    if (known !== undefined) return known;
    const at = new Date(nowMs - days * DAY_MS).toISOString();
    const template = caseTemplate(playCase({ playbook, state, at, agent: AGENT }), playbook, shardCount);
    made.set(`${state} ${days}`, template);
    return template;
  };
}

function partyRows({ accountId, contactId, companyName }: Company): readonly TableRow[] {
  const email = `${contactId.replace('_', '-')}@import.example`;
  const contact: PartyProfile = { partyId: contactId, kind: 'contact', displayName: 'Noor Falkner', email, accountId };
  const account: PartyProfile = { partyId: accountId, kind: 'account', displayName: companyName };
  return [toProfileItem(contact), toAddressItem(email, contactId), toProfileItem(account)].map((item) =>
    tableRow({ ...item }),
  );
}

/** Ten characters of time, thirteen of the position: later cases sort after earlier ones, as real ones do. */
const ulidStem = (position: number): string => `01J8Z3K9P0${base32(position, 13)}`;

function base32(number: number, length: number): string {
  let left = number;
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = CROCKFORD[left % 32] + text;
    left = Math.floor(left / 32);
  }
  return text;
}

/** Scattered over all numbers like random ones, but each only once: the factor is odd. */
function numberOf(position: number): string {
  const scattered = (BigInt(position) * 0x5deece66dn) % (1n << 35n);
  return caseNumber(Array.from({ length: 7 }, (_, index) => Number((scattered >> BigInt(5 * index)) & 31n)));
}
