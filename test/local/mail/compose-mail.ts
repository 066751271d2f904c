import nodemailer from 'nodemailer';

/** A mail with text, HTML and an attachment as the product would compose it; `over` replaces fields. */
export const composeMail = async (over: object = {}) => {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from: '"Gangway" <no-reply@gangway.example>',
    to: 'Ada É <ada@customer.example>',
    bcc: 'hidden@customer.example',
    replyTo: 'case+abc@reply.gangway.example',
    subject: 'Grüße – your case',
    text: 'Hello Ada',
    html: '<p>Hello <b>Ada</b></p><script>alert(1)</script>',
    messageId: '<ours@gangway.example>',
    attachments: [{ filename: 'a b.txt', content: 'attached' }],
    ...over,
  });
  return message as Buffer;
};
