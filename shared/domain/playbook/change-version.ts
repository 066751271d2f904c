import type { Instant } from '../case/case.ts';
import type { InputError } from '../errors.ts';
import type { Playbook } from './playbook.ts';
import { type PlaybookVersion, playbookDigest, published, uploaded } from './playbook-version.ts';
import { PlaybookNotDraft, PlaybookNotPublished, PlaybookNotSound, PublisherNotIndependent } from './refusals.ts';

/** Who changes a version, and when. */
export interface Changing {
  readonly by: string;
  readonly at: Instant;
}

/**
 * A draft may be uploaded again and again; the same document once more changes nothing.
 * @throws {PlaybookNotDraft}
 */
export function uploadVersion(
  before: PlaybookVersion | undefined,
  playbook: Playbook,
  { by, at }: Changing,
): PlaybookVersion {
  if (before === undefined) return uploaded(playbook, by, at);
  if (before.digest === playbookDigest(playbook)) return before;
  if (before.status !== 'draft') throw new PlaybookNotDraft(before.status);
  return { ...uploaded(playbook, by, at), revision: before.revision + 1 };
}

/**
 * From now on new cases get it, if it is the newest.
 *
 * @param findings of the examination of the document
 * @throws {PlaybookNotDraft} · {PublisherNotIndependent} · {PlaybookNotSound}
 */
export function publishVersion(
  before: PlaybookVersion,
  findings: readonly InputError[],
  { by, at }: Changing,
): PlaybookVersion {
  if (before.status !== 'draft') throw new PlaybookNotDraft(before.status);
  if (before.uploadedBy === by) throw new PublisherNotIndependent();
  if (findings.length > 0) throw new PlaybookNotSound(findings);
  return published(before, by, at);
}

/** No new case gets it any more; running ones keep it. @throws {PlaybookNotPublished} */
export function retireVersion(before: PlaybookVersion, { by, at }: Changing): PlaybookVersion {
  if (before.status !== 'published') throw new PlaybookNotPublished(before.status);
  return { ...before, status: 'retired', retiredBy: by, retiredAt: at, revision: before.revision + 1 };
}
