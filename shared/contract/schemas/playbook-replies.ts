import * as z from 'zod/mini';
import { VERSION_STATUSES } from '../../domain/playbook/playbook-version.ts';
import { instant, listOf } from './primitives.ts';

const count = z.int();
const status = z.enum(VERSION_STATUSES);
/** As in `GET /v1/playbooks/schema.json`. */
const document = z.record(z.string(), z.unknown());

/** `place` is a JSON Pointer into the document. */
const finding = z.object({ place: z.string(), code: z.string(), message: z.string() });

export const playbookRow = z.object({
  id: z.string(),
  title: z.string(),
  /** What a new case gets; null when no case can be opened with this playbook. */
  newestVersion: z.nullable(count),
  versions: z.array(z.object({ version: count, status, title: z.string(), group: z.string() })),
});
export const playbookList = listOf(playbookRow);

const versionMembers = {
  id: z.string(),
  version: count,
  status,
  title: z.string(),
  group: z.string(),
  /** SHA-256 (hex) of the document's canonical JSON (RFC 8785). */
  digest: z.string(),
  uploadedBy: z.string(),
  uploadedAt: instant,
  publishedBy: z.optional(z.string()),
  publishedAt: z.optional(instant),
  retiredBy: z.optional(z.string()),
  retiredAt: z.optional(instant),
};
export const playbookVersions = listOf(z.object(versionMembers));
/** None of `findings` means that it may be published. */
export const playbookVersion = z.object({ ...versionMembers, document, findings: z.array(finding) });
export const findingList = listOf(finding);
