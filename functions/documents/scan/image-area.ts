import type { MediaType } from '../../../shared/domain/case/media-types.ts';

/** Pixels that a PNG or JPEG says it has; 0 for anything else and for a picture that does not say. */
export function imageArea(bytes: Buffer, mediaType: MediaType): number {
  if (mediaType === 'image/png') return bytes.length < 24 ? 0 : bytes.readUInt32BE(16) * bytes.readUInt32BE(20);
  return mediaType === 'image/jpeg' ? jpegArea(bytes) : 0;
}

/** Walks the segments to the first frame header (ITU T.81, B.2.2). */
function jpegArea(bytes: Buffer): number {
  let offset = 2;
  while (offset + 9 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1] ?? 0;
    if (isFrameHeader(marker)) return bytes.readUInt16BE(offset + 5) * bytes.readUInt16BE(offset + 7);
    offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return 0;
}

/** C4, C8 and CC are tables, not frames. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
