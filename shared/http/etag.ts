import type { Caller } from '../domain/access/caller.ts';
import { isStaff } from '../domain/access/is-staff.ts';
import type { Case } from '../domain/case/case.ts';
import { RequestMalformed } from './request-errors.ts';

/** The version that a caller sees: customers get one that nothing hidden from them can change. */
export const versionFor = (case_: Case, caller: Caller): number =>
  isStaff(caller) ? case_.version : case_.customerVersion;

/** Strong entity tag of a version. */
export const etagOf = (version: number): string => `"${version}"`;

const STRONG = /^"(\d{1,15})"$/;

/** Version in an `If-Match` header. @throws {RequestMalformed} when it is not one tag of ours */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const version = STRONG.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new RequestMalformed('request.malformed-header', [
    { pointer: '/headers/if-match', code: 'request.malformed-header', message: 'Send one ETag as you received it.' },
  ]);
}

/** Whether `If-None-Match` names the version; weak tags compare equal, as RFC 9110 13.1.2 has it. */
export function isUnchanged(header: string | undefined, version: number | undefined): boolean {
  if (header === undefined || version === undefined) return false;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etagOf(version));
}
