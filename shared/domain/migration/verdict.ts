/**
 * `unchanged`: the case looks the same under both versions. `mapped`: it looks different, or something is called
 * otherwise. `needs_decision`: a person has to say what becomes of something.
 */
export const VERDICTS = ['unchanged', 'mapped', 'needs_decision'] as const;
export type Verdict = (typeof VERDICTS)[number];
