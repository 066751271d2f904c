import type { PlaceDeps } from './deps.ts';
import { placeMail } from './place-mail.ts';
import { announcedMail, receiptEvent } from './received.ts';

/**
 * Places the mails that SES announces. What SES says of each is kept first: should placing fail for longer than Lambda
 * repeats the announcement, the sweep places them with it.
 */
export const onReceived =
  (deps: PlaceDeps) =>
  async (event: unknown): Promise<void> => {
    for (const record of receiptEvent.parse(event).Records) {
      const mail = announcedMail(record);
      await deps.inbound.announce(mail);
      await placeMail(deps, mail);
    }
  };
