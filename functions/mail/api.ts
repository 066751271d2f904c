import type { Caller } from '../../shared/domain/access/caller.ts';
import { CaseForbidden } from '../../shared/domain/errors.ts';
import type { Cursors } from '../../shared/http/cursors.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import type { InboundMails, QuarantinedMail } from '../../shared/store/mail-ports.ts';

export interface MailApiDeps {
  readonly inbound: Pick<InboundMails, 'quarantined'>;
  readonly cursors: Cursors;
}

const DEFAULT_PAGE = 50;

export const mailHandlers = ({ inbound, cursors }: MailApiDeps): Handlers<'mail'> => ({
  'GET /v1/mail/quarantine': async ({ query: { limit = DEFAULT_PAGE, cursor }, caller }) => {
    if (!mayRead(caller)) throw new CaseForbidden('read_quarantine');
    const binding = ['quarantine', caller.personId];
    const from = cursor === undefined ? undefined : await cursors.open(binding, cursor);
    const { mails, cursor: next } = await inbound.quarantined(limit, from);
    const nextCursor = next === undefined ? null : await cursors.seal(binding, next);
    return { body: { data: mails.map(present), nextCursor, hasMore: next !== undefined } };
  },
});

/** Those who find the place of a mail; it may be about any case, so it is nobody else's business. */
const mayRead = ({ roles }: Caller): boolean => roles.includes('agent') || roles.includes('supervisor');

const present = ({ objectKey: _key, ...shown }: QuarantinedMail) => shown;
