const PATTERN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNIT_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `P5D` or `PT1H30M`.
 * @returns milliseconds
 * @throws for anything else, months and years included, because their length is not fixed
 */
export function parseDuration(text: string): number {
  const match = PATTERN.exec(text);
  const parts = match?.slice(1) ?? [];
  if (parts.every((part) => part === undefined) || text.endsWith('T')) {
    throw new Error(`"${text.slice(0, 40)}" is not a duration such as P5D or PT10M.`);
  }
  return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * UNIT_MS[index]!, 0);
}
