import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { judgeBytes } from '../../../functions/documents/scan/judge-bytes.ts';
import { aZip, type ZipPart } from './a-zip.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const EICAR = Buffer.from(
  'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\nhello');
const jpeg = (height: number, width: number) =>
  Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    2,
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
  ]);
const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(40);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const word = (...more: readonly ZipPart[]) =>
  aZip(
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    { name: 'word/document.xml', bytes: Buffer.from('<w/>') },
    ...more,
  );

function judge(bytes: Buffer, mediaType = 'application/pdf', over: { sizeBytes?: number; sha256?: string } = {}) {
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return judgeBytes(bytes, { mediaType, sizeBytes: bytes.length, sha256, ...over });
}

test.each([
  ['a PDF', pdf, 'application/pdf'],
  ['a JPEG', jpeg(1200, 1600), 'image/jpeg'],
  ['a PNG', png(100, 100), 'image/png'],
  ['a TIFF', Buffer.from('49492a0008000000', 'hex'), 'image/tiff'],
  ['a HEIC', Buffer.from('000000186674797068656963', 'hex'), 'image/heic'],
  ['a Word document', word(), DOCX],
  ['a spreadsheet', aZip({ name: 'xl/workbook.xml', bytes: Buffer.from('<x/>') }), XLSX],
])('%s that is what it was announced as is clean', (_, bytes, mediaType) => {
  expect(judge(bytes, mediaType)).toEqual({ scan: 'clean' });
});

describe('the test virus', () => {
  test('is found at the start, in the middle and under any announcement', () => {
    expect(judge(EICAR, 'application/pdf')).toEqual({ scan: 'infected', reason: 'malware' });
    expect(judge(Buffer.concat([pdf, EICAR, pdf])).scan).toBe('infected');
    expect(judge(Buffer.concat([pdf, EICAR]), 'application/pdf', { sizeBytes: 1, sha256: 'other' }).scan).toBe(
      'infected',
    );
  });

  test('is found packed in an archive, and in an archive within it', () => {
    expect(judge(word({ name: 'word/media/a.bin', bytes: EICAR }), DOCX).scan).toBe('infected');
    const inner = aZip({ name: 'x.com', bytes: EICAR });
    expect(judge(word({ name: 'word/embeddings/1.xlsx', bytes: inner }), DOCX).scan).toBe('infected');
  });
});

describe('what is not what was announced', () => {
  test('has failed when the bytes are others', () => {
    const failed = { scan: 'failed', reason: 'document.not-as-announced' };
    expect(judge(pdf, 'application/pdf', { sizeBytes: pdf.length + 1 })).toEqual(failed);
    expect(judge(pdf, 'application/pdf', { sha256: createHash('sha256').update('x').digest('base64') })).toEqual(
      failed,
    );
  });

  test('is unsupported when the content is of another type', () => {
    expect(judge(pdf, 'image/png')).toEqual({ scan: 'unsupported', reason: 'document.other-type' });
    expect(judge(word(), XLSX)).toEqual({ scan: 'unsupported', reason: 'document.other-type' });
  });

  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a program', 'MZ\x90\x00\x03'],
    ['nothing that anyone knows', 'hello'],
  ])('is unsupported when it is %s', (_, text) => {
    expect(judge(Buffer.from(text, 'latin1'))).toEqual({ scan: 'unsupported', reason: 'document.unknown-type' });
  });

  test('is unsupported when it is an archive that is no document', () => {
    const archive = aZip({ name: 'a.txt', bytes: Buffer.from('a') });
    expect(judge(archive, DOCX)).toEqual({ scan: 'unsupported', reason: 'document.unknown-type' });
  });
});

describe('archive bombs', () => {
  const zeros = Buffer.alloc(30 * 1024 * 1024);

  test('of too much are stopped while unpacking, whatever the directory claims', () => {
    const parts = ['1', '2', '3', '4'].map((name) => ({ name, bytes: zeros, claimedBytes: 10 }));
    expect(judge(word(...parts), DOCX)).toEqual({ scan: 'unsupported', reason: 'archive.too-large' });
  });

  test('of too many entries are not unpacked', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ({ name: `f${index}`, bytes: Buffer.from('x') }));
    expect(judge(aZip(...many), DOCX)).toEqual({ scan: 'unsupported', reason: 'archive.unreadable' });
  });

  test('of archives in archives in archives are too deep', () => {
    const third = aZip({ name: 'c', bytes: Buffer.from('c') });
    const second = aZip({ name: 'b.zip', bytes: third });
    expect(judge(word({ name: 'a.zip', bytes: second }), DOCX)).toEqual({
      scan: 'unsupported',
      reason: 'archive.too-deep',
    });
  });

  test('and archives that cannot be looked into are not taken', () => {
    const secret = word({ name: 'x', bytes: Buffer.from('x'), encrypted: true });
    expect(judge(secret, DOCX)).toEqual({ scan: 'unsupported', reason: 'archive.encrypted' });
    const damaged = word({ name: 'x', bytes: Buffer.from('x'), packed: Buffer.from([0xff, 0xff]) });
    expect(judge(damaged, DOCX)).toEqual({ scan: 'unsupported', reason: 'archive.unreadable' });
    expect(judge(word().subarray(0, 60), DOCX)).toEqual({ scan: 'unsupported', reason: 'archive.unreadable' });
  });
});

describe('pictures', () => {
  test('of more pixels than anyone needs are not taken', () => {
    const refused = { scan: 'unsupported', reason: 'image.too-large' };
    expect(judge(png(20_000, 20_000), 'image/png')).toEqual(refused);
    expect(judge(jpeg(60_000, 60_000), 'image/jpeg')).toEqual(refused);
  });

  test('that are cut short do no harm', () => {
    expect(judge(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'image/jpeg').scan).toBe('clean');
    expect(judge(Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png').scan).toBe('clean');
  });
});

test('more than 25 MB is not taken, however it got here', () => {
  const large = Buffer.concat([pdf, Buffer.alloc(25 * 1024 * 1024)]);
  expect(judge(large)).toEqual({ scan: 'unsupported', reason: 'document.too-large' });
});
