/** An entry of an archive as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  /** What the archive says; not to be believed. */
  readonly unpackedBytes: number;
  readonly headerOffset: number;
}

/** The archive is damaged or of a kind that is not read (several disks, ZIP64). */
export class ZipUnreadable extends Error {
  override readonly name = 'ZipUnreadable';
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAXIMUM_COMMENT_BYTES = 0xffff;

export const isZip = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL_SIGNATURE;

/** Entries of the central directory, at most `maximum`. (APPNOTE.TXT 4.3) @throws {ZipUnreadable} also when there are more */
export function readEntries(bytes: Buffer, maximum: number): readonly ZipEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > maximum) throw new ZipUnreadable('too many entries');
  const entries: ZipEntry[] = [];
  let offset = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (offset + 46 > bytes.length || bytes.readUInt32LE(offset) !== ENTRY_SIGNATURE)
      throw new ZipUnreadable('no entry');
    const nameBytes = bytes.readUInt16LE(offset + 28);
    entries.push(entryAt(bytes, offset, nameBytes));
    offset += 46 + nameBytes + bytes.readUInt16LE(offset + 30) + bytes.readUInt16LE(offset + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const last = bytes.length - END_BYTES;
  for (let offset = last; offset >= Math.max(0, last - MAXIMUM_COMMENT_BYTES); offset -= 1) {
    if (bytes.readUInt32LE(offset) === END_SIGNATURE) return offset;
  }
  throw new ZipUnreadable('no central directory');
}

function entryAt(bytes: Buffer, offset: number, nameBytes: number): ZipEntry {
  return {
    name: bytes.toString('utf8', offset + 46, offset + 46 + nameBytes),
    isEncrypted: (bytes.readUInt16LE(offset + 8) & 1) === 1,
    method: bytes.readUInt16LE(offset + 10),
    packedBytes: bytes.readUInt32LE(offset + 20),
    unpackedBytes: bytes.readUInt32LE(offset + 24),
    headerOffset: bytes.readUInt32LE(offset + 42),
  };
}

/** The packed bytes of an entry. @throws {ZipUnreadable} */
export function packedData(bytes: Buffer, entry: ZipEntry): Buffer {
  const { headerOffset, packedBytes } = entry;
  const isHeader = headerOffset + 30 <= bytes.length && bytes.readUInt32LE(headerOffset) === LOCAL_SIGNATURE;
  if (!isHeader) throw new ZipUnreadable('no local header');
  const start = headerOffset + 30 + bytes.readUInt16LE(headerOffset + 26) + bytes.readUInt16LE(headerOffset + 28);
  if (start + packedBytes > bytes.length) throw new ZipUnreadable('an entry ends behind the archive');
  return bytes.subarray(start, start + packedBytes);
}
