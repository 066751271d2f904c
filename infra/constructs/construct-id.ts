/** `cases-api` -> `CasesApi`: construct ids are written so. */
export function constructId(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
