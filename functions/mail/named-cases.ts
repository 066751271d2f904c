import { parseCaseNumber } from '../../shared/domain/ids.ts';
import type { Mail } from './mail.ts';

const THREAD = /<(case_[0-9A-HJKMNP-TV-Z]{26})@([^<>\s]{1,255})>/g;
const NUMBER = /\bonb-?[0-9a-z]{4}-?[0-9a-z]{4}\b/gi;
/** A mail about more cases than that is no answer. */
const MAXIMUM_CASES = 5;

/** Ids and numbers of cases that a mail names: by the thread of our own mails, or by number in the subject. */
export function namedCases({ references, subject }: Mail, inboundDomain: string): readonly string[] {
  const threads = [...references.slice(0, MAXIMUM_READ).matchAll(THREAD)];
  const ids = threads.flatMap(([, caseId = '', domain]) => (domain?.toLowerCase() === inboundDomain ? [caseId] : []));
  const numbers = [...subject.matchAll(NUMBER)].flatMap(([text]) => parseCaseNumber(text) ?? []);
  return [...new Set([...ids, ...numbers])].slice(0, MAXIMUM_CASES);
}

const MAXIMUM_READ = 20_000;
