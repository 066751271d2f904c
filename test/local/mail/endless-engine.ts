import { createMail } from '../../../local/mail/mail.ts';
import { createObjects } from '../../../local/objects/objects.ts';
import { resource, standIn } from '../objects/engine-stand-in.ts';
import { mailResources } from './mail-resources.ts';

/** Stores objects and sends mails until it is killed, and prints what it has acknowledged. Argument: the data folder. */
const versioned = resource('AWS::S3::Bucket', 'documents', { VersioningConfiguration: { Status: 'Enabled' } });
const engine = standIn({ resources: [...mailResources, versioned], dataDir: process.argv[2]! });
const objects = createObjects(engine.context);
const mail = createMail(engine.context, { objects });

function sendRequest(subject: string): Buffer {
  const raw = Buffer.from(`From: a@gangway.example\r\nTo: b@x.example\r\nSubject: ${subject}\r\n\r\nx`);
  const form = { Action: 'SendRawEmail', ConfigurationSetName: 'outbound', 'RawMessage.Data': raw.toString('base64') };
  return Buffer.from(new URLSearchParams(form).toString());
}

for (let n = 0; ; n += 1) {
  await objects.put('documents', `key-${n}`, Buffer.from(`bytes of ${n}`));
  process.stdout.write(`object ${n}\n`);
  await mail.wire({ method: 'POST', url: '/', headers: {}, body: sendRequest(`mail ${n}`) });
  process.stdout.write(`mail ${n}\n`);
}
