import { addressFor } from './mail-world.ts';

export interface File {
  readonly name: string;
  readonly type?: string;
  readonly content?: string | Buffer;
  readonly headers?: readonly string[];
}

export interface MailParts {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly messageId?: string;
  readonly headers?: readonly string[];
  readonly files?: readonly File[];
}

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** A mail as a mail program sends it: Ada answers one of ours unless something else is said. */
export function aMail(parts: MailParts = {}): string {
  const {
    from = 'Ada Acme <ada@acme.test>',
    to = addressFor('contact_ada'),
    subject = 'Re: Your application',
    text = 'Here it is.',
    messageId = '<1@acme.test>',
    headers = [],
    files = [],
  } = parts;
  const top = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Tue, 03 Mar 2026 09:00:00 +0000',
    ...(messageId === '' ? [] : [`Message-ID: ${messageId}`]),
    ...headers,
    'MIME-Version: 1.0',
  ];
  const body = [...top, 'Content-Type: multipart/mixed; boundary="=b"', '', '--=b', ...textPart(text)];
  for (const file of files) body.push('--=b', ...filePart(file));
  return [...body, '--=b--', ''].join('\r\n');
}

const textPart = (text: string) => ['Content-Type: text/plain; charset=utf-8', '', ...text.split('\n')];

const filePart = ({ name, type = 'application/pdf', content = PDF, headers = [] }: File) => [
  `Content-Type: ${type}; name="${name}"`,
  'Content-Transfer-Encoding: base64',
  `Content-Disposition: attachment; filename="${name}"`,
  ...headers,
  '',
  Buffer.from(content)
    .toString('base64')
    .replaceAll(/(.{76})/g, '$1\r\n'),
];
