import { inflateRawSync } from 'node:zlib';
import { isZip, packedData, readEntries, type ZipEntry, ZipUnreadable } from './read-zip.ts';

/** Why an archive is not taken, or that it holds the test virus. */
export type ArchiveFinding =
  | 'archive.unreadable'
  | 'archive.encrypted'
  | 'archive.too-large'
  | 'archive.too-deep'
  | 'malware';

export const ARCHIVE_LIMITS = {
  entries: 2_000,
  /** Over all entries and levels, by what they really unpack to. */
  unpackedBytes: 100 * 1024 * 1024,
  /** An office document may hold another one, and that is all. */
  depth: 2,
} as const;

export interface Inspection {
  readonly finding?: ArchiveFinding;
  readonly entryNames: readonly string[];
}

/** Unpacks every entry within the limits and looks into it. `hasMalware` judges bytes. */
export function inspectArchive(bytes: Buffer, hasMalware: (bytes: Buffer) => boolean): Inspection {
  const budget = { bytes: ARCHIVE_LIMITS.unpackedBytes };
  try {
    const finding = inspect(bytes, hasMalware, budget, 1);
    const entryNames = readEntries(bytes, ARCHIVE_LIMITS.entries).map(({ name }) => name);
    return { entryNames, ...(finding !== undefined && { finding }) };
  } catch (error) {
    if (error instanceof ZipUnreadable) return { finding: 'archive.unreadable', entryNames: [] };
    throw error;
  }
}

type Budget = { bytes: number };

function inspect(
  bytes: Buffer,
  hasMalware: (bytes: Buffer) => boolean,
  budget: Budget,
  depth: number,
): ArchiveFinding | undefined {
  if (depth > ARCHIVE_LIMITS.depth) return 'archive.too-deep';
  for (const entry of readEntries(bytes, ARCHIVE_LIMITS.entries)) {
    if (entry.isEncrypted) return 'archive.encrypted';
    const unpacked = unpack(bytes, entry, budget);
    if (unpacked === undefined) return 'archive.too-large';
    if (hasMalware(unpacked)) return 'malware';
    const inner = isZip(unpacked) ? inspect(unpacked, hasMalware, budget, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** `undefined` when it is larger than what is left. The size that the archive claims is not trusted. */
function unpack(bytes: Buffer, entry: ZipEntry, budget: Budget): Buffer | undefined {
  const packed = packedData(bytes, entry);
  const unpacked = entry.method === 0 ? packed : inflate(packed, entry.method, budget.bytes);
  if (unpacked === undefined || unpacked.length > budget.bytes) return undefined;
  budget.bytes -= unpacked.length;
  return unpacked;
}

function inflate(packed: Buffer, method: number, maximumBytes: number): Buffer | undefined {
  if (method !== 8) throw new ZipUnreadable('an unknown method of packing');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(maximumBytes, 1) });
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw new ZipUnreadable('an entry is damaged');
  }
}
