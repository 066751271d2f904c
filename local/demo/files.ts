import { createHash } from 'node:crypto';

/** A file that a customer sends. */
export interface SampleFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export const sha256Of = (file: SampleFile): string => createHash('sha256').update(file.bytes).digest('base64');

/** A small, well-formed PDF that says what it stands for. */
export function pdf(title: string): SampleFile {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 120] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(`BT /F1 14 Tf 20 60 Td (${title}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = body.length;
  const size = objects.length + 1;
  body += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  body += `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  const fileName = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.pdf`;
  return { fileName, mediaType: 'application/pdf', bytes: Buffer.from(body, 'latin1') };
}

const stream = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;

/** The industry's harmless test file, which every scanner must report. Split so that no scanner stops this source. */
export const eicar = (): SampleFile => ({
  fileName: 'bank-statement.pdf',
  mediaType: 'application/pdf',
  bytes: Buffer.concat([
    pdf('Bank statement').bytes,
    Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''), 'latin1'),
  ]),
});

/** Says that it is a PDF and is not. */
export const disguised = (): SampleFile => ({
  fileName: 'certificate.pdf',
  mediaType: 'application/pdf',
  bytes: Buffer.from('<html><script>alert(1)</script></html>'),
});
