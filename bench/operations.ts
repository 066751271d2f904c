import { randomUUID } from 'node:crypto';
import { type ImportedCase, importedCase } from '../local/import/world.ts';
import type { Call } from './load.ts';

export const OPERATIONS = ['create', 'get', 'comment', 'comment by staff', 'claim', 'list of 50'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What comes after the answer: nothing, or work without or with mail. */
export const FOLLOW_UP: Readonly<Record<Operation, 'none' | 'without mail' | 'with mail'>> = {
  create: 'without mail',
  get: 'none',
  comment: 'without mail',
  'comment by staff': 'with mail',
  claim: 'with mail',
  'list of 50': 'none',
};

/** Bearer tokens of the contact and the agent who work in an imported world. */
export interface Tokens {
  readonly contact: string;
  readonly agent: string;
}

const CONTACT_ID = 'contact_nina';
/** Every imported case has so many events, so this is its version. */
const VERSION = 30;
const COMMENT =
  'We have moved to new premises since we applied. The lease is among the documents; please tell us whether you need anything else.';
const FIRST_ANSWERS = {
  legalName: 'Northwind Traders Ltd',
  registrationNumber: 'NW 204 882',
  companyType: 'private_limited',
};
/** Steps through a world so that neighbours in time are far from each other in the table; prime. */
const STRIDE = 7919;

/**
 * Makes calls on an imported world, each on another case as long as there are any.
 *
 * @param claimed how many cases have been claimed before
 */
export function callsOn(cases: number, { contact, agent }: Tokens, claimed = 0): (operation: Operation) => Call {
  const all = Array.from({ length: cases }, (_, position) => importedCase((position * STRIDE) % cases));
  const isOwn = ({ contactId }: ImportedCase) => contactId === CONTACT_ID;
  const own = turns(all.filter((one) => one.state === 'queued' && isOwn(one)));
  const queued = turns(
    all.filter((one) => one.state === 'queued' && !isOwn(one)),
    claimed,
  );
  const assigned = turns(all.filter((one) => one.state === 'assigned'));
  const any = turns(all);
  const get = (path: string): Call => ({ method: 'GET', path, headers: bearer(agent), status: 200 });
  const post = (token: string, path: string, body: unknown, status: number, more = {}): Call => ({
    method: 'POST',
    path,
    headers: { ...bearer(token), 'idempotency-key': randomUUID(), ...more },
    body: JSON.stringify(body),
    status,
  });
  const make: Readonly<Record<Operation, () => Call>> = {
    create: () => post(contact, '/v1/cases', { type: 'company-account', channel: 'web', answers: FIRST_ANSWERS }, 201),
    get: () => get(`/v1/cases/${any()}`),
    comment: () => post(contact, `/v1/cases/${own()}/comments`, { body: COMMENT }, 201),
    'comment by staff': () => post(agent, `/v1/cases/${assigned()}/comments`, { body: COMMENT }, 201),
    claim: () => post(agent, `/v1/cases/${queued()}/claim`, {}, 200, { 'if-match': `"${VERSION}"` }),
    'list of 50': () => get('/v1/cases?view=group-queue&group=business-onboarding&limit=50'),
  };
  return (operation) => make[operation]();
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function turns(cases: readonly ImportedCase[], from = 0): () => string {
  let next = from;
  return () => {
    const { caseId } = cases[next % cases.length]!;
    next += 1;
    return caseId;
  };
}
