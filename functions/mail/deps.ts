import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import type { SystemCommandDeps } from '../../shared/events/system-command.ts';
import type { Log } from '../../shared/observe/log.ts';
import type { InboundMails } from '../../shared/store/mail-ports.ts';
import type { ObjectStore } from '../../shared/store/objects/object-store.ts';
import type { CaseStore, PartyStore } from '../../shared/store/ports.ts';
import type { LiveKeys } from '../../shared/store/secrets.ts';

/** What placing a mail needs from outside. */
export interface PlaceDeps extends SystemCommandDeps {
  readonly cases: Pick<CaseStore, 'load' | 'loadByIdOrNumber' | 'commit' | 'handled'>;
  readonly parties: Pick<PartyStore, 'byEmail'>;
  readonly inbound: InboundMails;
  /** Raw mail. */
  readonly mails: Pick<ObjectStore, 'get'>;
  /** Documents of cases. */
  readonly documents: Pick<ObjectStore, 'putNew'>;
  /** Keys of reply addresses. */
  readonly replyKeys: LiveKeys;
  /** Domain that receives mail, lower case. */
  readonly inboundDomain: string;
  /** Process that somebody unknown begins by writing to us. */
  readonly intakePlaybook: () => Promise<Playbook>;
  /** A fresh case number. */
  readonly newNumber: () => string;
  /** Counts one mail that was put into quarantine. */
  readonly countQuarantined: () => void;
  readonly log: Log;
}
