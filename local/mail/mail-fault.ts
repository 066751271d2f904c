/** A refusal in the words of SES: HTTP status, code and one sentence without personal data. */
export class MailFault extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'MailFault';
    this.code = code;
    this.status = status;
  }
}
