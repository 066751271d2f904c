import { addressesIn, domainOf, type Header, headerValue } from './raw-message.ts';

export type Verdict = 'PASS' | 'FAIL' | 'GRAY';

/** What SES says about a received mail. There is no DNS here, so the sender's proof is simulated from the mail itself. */
export interface Verdicts {
  readonly spam: Verdict;
  readonly virus: Verdict;
  readonly spf: Verdict;
  readonly dkim: Verdict;
  readonly dmarc: Verdict;
}

const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
/** The beginning of the test file in base64, as an attachment carries it; its last group may run into what follows. */
const eicarInBase64 = Buffer.from(eicar).toString('base64').slice(0, 60);

/**
 * The sender's domain counts as proven when envelope and From header name the same domain, and as forged when they
 * differ; without an envelope sender (a bounce) nothing is known. The virus test file is found in text and base64.
 */
export function judge(raw: Buffer, envelopeFrom: string, headers: readonly Header[]): Verdicts {
  const [from, second] = addressesIn(headerValue(headers, 'from'));
  const same = from !== undefined && second === undefined && domainOf(from) === domainOf(envelopeFrom);
  const sender: Verdict = envelopeFrom === '' ? 'GRAY' : same ? 'PASS' : 'FAIL';
  const infected = raw.includes(eicar) || raw.includes(eicarInBase64);
  return { spam: 'PASS', virus: infected ? 'FAIL' : 'PASS', spf: sender, dkim: sender, dmarc: sender };
}
