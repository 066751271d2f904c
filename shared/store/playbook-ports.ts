import type { Instant } from '../domain/case/case.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import type { PlaybookVersion } from '../domain/playbook/playbook-version.ts';
import type { Register } from '../domain/playbook/register.ts';
import type { Accepted, Idempotency } from './ports.ts';

/** Which playbook in which version. */
export interface PlaybookRef {
  readonly id: string;
  readonly version: number;
}

/** A version with its document. */
export interface StoredPlaybook {
  readonly record: PlaybookVersion;
  readonly playbook: Playbook;
}

/** What has to be known to change a version: one read. */
export interface PlaybookState {
  readonly register: Register | undefined;
  readonly stored: StoredPlaybook | undefined;
}

/** A version and the register as they are to be, and the register that was decided on. */
export interface PlaybookChange {
  readonly before: Register | undefined;
  readonly register: Register;
  readonly after: StoredPlaybook;
  readonly at: Instant;
  readonly idempotency?: KeyedPlaybookCommand;
}

export type KeyedPlaybookCommand = Idempotency & Pick<Accepted, 'status'>;

/** What functions that only follow playbooks may do with them. */
export interface PlaybookReads {
  /** Consistent. */
  version(ref: PlaybookRef): Promise<StoredPlaybook | undefined>;
  register(playbookId: string): Promise<Register | undefined>;
  /** Of every playbook, by id. */
  registers(): Promise<readonly Register[]>;
}

/** Keeps playbooks: every version as it is, and one register per playbook. */
export interface PlaybookStore extends PlaybookReads {
  /** Version and register together, consistent. */
  state(ref: PlaybookRef): Promise<PlaybookState>;
  /** Records of all versions, ascending, without their documents. */
  versions(playbookId: string): Promise<readonly PlaybookVersion[]>;
  /**
   * Writes version, register and key, if the register is still the one that was read.
   * @throws {StalePlaybook} · {IdempotencyKeyUsed} the key is there: see `recall`
   */
  commit(change: PlaybookChange): Promise<void>;
  /** The record of a key, when it is there and not expired. */
  recall(idempotency: Idempotency, now: Instant): Promise<Accepted | undefined>;
  /** For a no-op: remembers the key. @throws {IdempotencyKeyUsed} */
  remember(command: KeyedPlaybookCommand, at: Instant): Promise<void>;
}

/** How cases find their playbooks; answers without a call when it has been asked before. */
export interface PlaybookLookup {
  /** In exactly that version, published or retired. @throws {PlaybookUnknown} */
  playbookOf(ref: PlaybookRef): Promise<Playbook>;
  /** What a new case of this type gets. @throws {PlaybookUnknown} when nothing of it is published */
  newestPlaybook(type: string): Promise<Playbook>;
  /** Every group that a playbook routes to. */
  groups(): Promise<readonly string[]>;
}
