/** The one emulated account: nothing outside this machine knows these values. */
export const REGION = 'eu-west-1';
export const ACCOUNT_ID = '000000000000';

/** What every function signs with, and what signatures of links and uploads are checked against. */
export const ACCESS_KEY_ID = 'AKIALOCALGANGWAY0000';
export const SECRET_ACCESS_KEY = 'local-secret-access-key';
