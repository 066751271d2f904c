/** One answer that the simulated provider gives, so long after it was asked. */
export interface SimAnswer {
  readonly status: 'in_progress' | 'complete' | 'error';
  readonly result?: 'clear' | 'consider' | 'unidentified';
  readonly delayMs: number;
  /** How often the same answer is delivered. */
  readonly deliveries: number;
}

const DEFAULT: readonly SimAnswer[] = [{ status: 'complete', result: 'clear', delayMs: 3_000, deliveries: 1 }];
const DEFAULT_DELAY = 'PT3S';
const ANSWER = /^(clear|consider|unidentified|progress|error)(?::(P[0-9DTHMS]+))?(?:\*([1-9]))?$/;
const DURATION = /^P(?=\w)(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/;

/**
 * What the provider will answer for a check, by the script in the applicant's `customerReference`:
 *
 *     sim background=silent legal=consider credit=clear:PT10M
 *
 * Each part is `<checkId>=<answer>[,<answer>…]`; `all` stands for every check that is not named. An answer is `clear`,
 * `consider`, `unidentified`, `error` or `progress`, optionally `:<ISO 8601 duration>` (default PT3S after asking) and
 * `*<n>` (delivered n times). `silent` never answers. Several answers contradict or follow one another. Text that does
 * not begin with `sim ` is no script: every check is clear.
 *
 * @throws {Error} when the text begins with `sim ` and is not understood
 */
export function simAnswers(customerReference: string | undefined, checkId: string): readonly SimAnswer[] {
  if (customerReference === undefined || !customerReference.startsWith('sim ')) return DEFAULT;
  const parts = new Map(customerReference.slice(4).trim().split(/\s+/).map(splitPart));
  const script = parts.get(checkId) ?? parts.get('all');
  if (script === undefined) return DEFAULT;
  return script === 'silent' ? [] : script.split(',').map(parseAnswer);
}

function splitPart(part: string): readonly [string, string] {
  const [checkId, script, ...rest] = part.split('=');
  if (!checkId || !script || rest.length > 0) throw new Error(`no part of a sim script: ${part}`);
  return [checkId, script];
}

function parseAnswer(text: string): SimAnswer {
  const [, word, delay = DEFAULT_DELAY, times = '1'] = ANSWER.exec(text) ?? [];
  if (word === undefined) throw new Error(`no answer of a sim script: ${text}`);
  const delivery = { delayMs: parseDuration(delay), deliveries: Number(times) };
  if (word === 'progress') return { status: 'in_progress', ...delivery };
  if (word === 'error') return { status: 'error', ...delivery };
  return { status: 'complete', result: word as 'clear' | 'consider' | 'unidentified', ...delivery };
}

function parseDuration(text: string): number {
  const [matched, days = '0', hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(text) ?? [];
  if (matched === undefined) throw new Error(`no duration of a sim script: ${text}`);
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}
