/** What keeps the largest case inside one transaction (100 items, 4 MB). More is refused with `case.limit`. */
export const CAPS = {
  members: 100,
  documents: 300,
  answersBytes: 200_000,
  infoRequests: 50,
  infoItems: 20,
  requirementDecisions: 300,
  proposals: 50,
  playbookRuns: 20,
} as const;

/** 25 MB, the largest document. */
export const MAXIMUM_DOCUMENT_BYTES = 25 * 1024 * 1024;

/** Longest free text of a command, in UTF-16 code units. */
export const MAXIMUM_TEXT_LENGTH = 8_000;
