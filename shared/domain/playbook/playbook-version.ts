import { canonicalJson } from '../canonical-json.ts';
import type { Instant } from '../case/case.ts';
import { sha256Hex } from '../digest.ts';
import type { Playbook } from './playbook.ts';

export const VERSION_STATUSES = ['draft', 'published', 'retired'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** One version of a playbook: who made of it what it is. The document is kept beside it and named by its digest. */
export interface PlaybookVersion {
  readonly playbookId: string;
  readonly version: number;
  /** 1, 2, 3 …: counts what was done to the version. */
  readonly revision: number;
  readonly status: VersionStatus;
  readonly title: string;
  /** Where its cases are routed to. */
  readonly group: string;
  /** SHA-256 (hex) of the document's canonical JSON. */
  readonly digest: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
  readonly publishedBy?: string;
  readonly publishedAt?: Instant;
  readonly retiredBy?: string;
  readonly retiredAt?: Instant;
}

/** Names a document: two that say the same have the same digest. */
export const playbookDigest = (playbook: Playbook): string => sha256Hex(canonicalJson(playbook));

/** A version as somebody has just uploaded it. */
export const uploaded = (playbook: Playbook, by: string, at: Instant): PlaybookVersion => ({
  playbookId: playbook.id,
  version: playbook.version,
  revision: 1,
  status: 'draft',
  title: playbook.title,
  group: playbook.group,
  digest: playbookDigest(playbook),
  uploadedBy: by,
  uploadedAt: at,
});

export const published = (version: PlaybookVersion, by: string, at: Instant): PlaybookVersion => ({
  ...version,
  revision: version.revision + 1,
  status: 'published',
  publishedBy: by,
  publishedAt: at,
});
