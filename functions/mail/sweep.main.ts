import { placeDeps } from './place-deps.main.ts';
import { sweepMail } from './sweep-mail.ts';

const deps = placeDeps('mail-sweep');

/** Every hour. */
export const handler = (): Promise<void> => sweepMail(deps);
