/** Received mail is stored under this prefix followed by the message id that SES gave it. */
export const RECEIVED_MAIL_PREFIX = 'received/';
