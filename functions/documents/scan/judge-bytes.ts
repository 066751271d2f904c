import { createHash } from 'node:crypto';
import { imageArea } from './image-area.ts';
import { inspectArchive } from './inspect-archive.ts';
import { detectMediaType, MAXIMUM_SIZE_BYTES } from './media-types.ts';
import { isZip } from './read-zip.ts';

export interface Verdict {
  readonly scan: 'clean' | 'infected' | 'unsupported' | 'failed';
  /** Code; absent when clean. */
  readonly reason?: string;
}

export interface Announced {
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Base64. */
  readonly sha256: string;
}

/** The EICAR test file (eicar.org), put together here so that no scanner stops this source. */
const EICAR = Buffer.from(['X5O!P%@AP[4', '\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));
/** Pictures of more are made to exhaust whoever opens them. */
const MAXIMUM_PIXELS = 100_000_000;

/** Judges the bytes of one object version against what was announced. Names and headers count for nothing. */
export function judgeBytes(bytes: Buffer, announced: Announced): Verdict {
  if (hasMalware(bytes)) return { scan: 'infected', reason: 'malware' };
  if (bytes.length > MAXIMUM_SIZE_BYTES) return { scan: 'unsupported', reason: 'document.too-large' };
  const archive = isZip(bytes) ? inspectArchive(bytes, hasMalware) : undefined;
  if (archive?.finding === 'malware') return { scan: 'infected', reason: 'malware' };
  if (archive?.finding !== undefined) return { scan: 'unsupported', reason: archive.finding };
  if (!isAsAnnounced(bytes, announced)) return { scan: 'failed', reason: 'document.not-as-announced' };
  const mediaType = detectMediaType(bytes, archive?.entryNames ?? []);
  if (mediaType === undefined) return { scan: 'unsupported', reason: 'document.unknown-type' };
  if (mediaType !== announced.mediaType) return { scan: 'unsupported', reason: 'document.other-type' };
  if (imageArea(bytes, mediaType) > MAXIMUM_PIXELS) return { scan: 'unsupported', reason: 'image.too-large' };
  return { scan: 'clean' };
}

const hasMalware = (bytes: Buffer): boolean => bytes.includes(EICAR);

function isAsAnnounced(bytes: Buffer, { sizeBytes, sha256 }: Announced): boolean {
  return bytes.length === sizeBytes && createHash('sha256').update(bytes).digest('base64') === sha256;
}
