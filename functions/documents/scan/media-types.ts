import type { MediaType } from '../../../shared/domain/case/media-types.ts';

export const MAXIMUM_SIZE_BYTES = 25 * 1024 * 1024;

const MAGIC: readonly { readonly mediaType: MediaType; readonly at: number; readonly hex: string }[] = [
  { mediaType: 'application/pdf', at: 0, hex: '255044462d' },
  { mediaType: 'image/jpeg', at: 0, hex: 'ffd8ff' },
  { mediaType: 'image/png', at: 0, hex: '89504e470d0a1a0a' },
  { mediaType: 'image/tiff', at: 0, hex: '49492a00' },
  { mediaType: 'image/tiff', at: 0, hex: '4d4d002a' },
  { mediaType: 'image/heic', at: 4, hex: '6674797068656963' },
  { mediaType: 'image/heic', at: 4, hex: '6674797068656978' },
  { mediaType: 'image/heic', at: 4, hex: '667479706d696631' },
];
/** Of a document that is an archive: an entry that only this type has. */
const ARCHIVES: readonly { readonly mediaType: MediaType; readonly entry: string }[] = [
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    entry: 'word/document.xml',
  },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', entry: 'xl/workbook.xml' },
  { mediaType: 'application/vnd.oasis.opendocument.text', entry: 'META-INF/manifest.xml' },
];

/**
 * What the first bytes say it is; for an archive, what its entries say. A library that knows 150 types is larger than
 * what the bundle has left, and everything but these eight is refused anyway.
 */
export function detectMediaType(bytes: Uint8Array, entryNames: readonly string[]): MediaType | undefined {
  const magic = MAGIC.find(({ at, hex }) => hexAt(bytes, at, hex.length / 2) === hex);
  return magic?.mediaType ?? ARCHIVES.find(({ entry }) => entryNames.includes(entry))?.mediaType;
}

const hexAt = (bytes: Uint8Array, at: number, length: number): string =>
  Buffer.from(bytes.subarray(at, at + length)).toString('hex');
