import { onReceived } from './on-received.ts';
import { placeDeps } from './place-deps.main.ts';

/** Mail that SES has received and stored. */
export const handler = onReceived(placeDeps('mail-inbound'));
