import type { Requirement } from '../domain/requirements/requirement.ts';

/** A requirement of the checklist. Its reason is one that customers may read, whoever asks. */
export const presentRequirement = ({ mediaTypes: _types, ...shown }: Requirement) => shown;
