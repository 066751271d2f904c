import type { DatabaseSync } from 'node:sqlite';

export type UserStatus = 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';

/** A person of the pool. */
export interface User {
  readonly sub: string;
  readonly username: string;
  /** Another name to sign in by (the mail address), as compared; empty for none. */
  readonly alias: string;
  /** Empty until a password is set. */
  readonly passwordHash: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS identity_user (
  sub TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, alias TEXT NOT NULL, password_hash TEXT NOT NULL,
  status TEXT NOT NULL, enabled INTEGER NOT NULL, attributes TEXT NOT NULL, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS identity_user_alias ON identity_user (alias) WHERE alias <> '';
CREATE TABLE IF NOT EXISTS identity_member (
  sub TEXT NOT NULL, group_name TEXT NOT NULL, PRIMARY KEY (sub, group_name)) WITHOUT ROWID;`;

const fromRow = (row: Record<string, unknown>): User => ({
  sub: row['sub'] as string,
  username: row['username'] as string,
  alias: row['alias'] as string,
  passwordHash: row['password_hash'] as string,
  status: row['status'] as UserStatus,
  enabled: row['enabled'] === 1,
  attributes: JSON.parse(row['attributes'] as string) as Record<string, string>,
  createdAt: row['created_at'] as number,
  updatedAt: row['updated_at'] as number,
});

/** People and their groups in `engine.db`. */
export class UserTable {
  readonly #save;
  readonly #byName;
  readonly #bySub;
  readonly #all;
  readonly #join;
  readonly #leave;
  readonly #groups;

  constructor(database: DatabaseSync) {
    database.exec(schema);
    this.#save = database.prepare('INSERT OR REPLACE INTO identity_user VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#byName = database.prepare("SELECT * FROM identity_user WHERE username = ?1 OR (alias = ?1 AND alias <> '')");
    this.#bySub = database.prepare('SELECT * FROM identity_user WHERE sub = ?');
    this.#all = database.prepare('SELECT * FROM identity_user WHERE username > ? ORDER BY username');
    this.#join = database.prepare('INSERT OR IGNORE INTO identity_member VALUES (?, ?)');
    this.#leave = database.prepare('DELETE FROM identity_member WHERE sub = ? AND group_name = ?');
    this.#groups = database.prepare('SELECT group_name FROM identity_member WHERE sub = ? ORDER BY group_name');
  }

  /** Inserts or replaces by `sub`. */
  save(user: User): void {
    const { sub, username, alias, passwordHash, status, enabled, attributes, createdAt, updatedAt } = user;
    this.#save.run(
      sub,
      username,
      alias,
      passwordHash,
      status,
      enabled ? 1 : 0,
      JSON.stringify(attributes),
      createdAt,
      updatedAt,
    );
  }

  /** By user name or alias, as compared. */
  byName(name: string): User | undefined {
    const row = this.#byName.get(name);
    return row && fromRow(row);
  }

  bySub(sub: string): User | undefined {
    const row = this.#bySub.get(sub);
    return row && fromRow(row);
  }

  /** Everybody after a user name, in order. */
  after(username: string): readonly User[] {
    return this.#all.all(username).map(fromRow);
  }

  join(sub: string, group: string): void {
    this.#join.run(sub, group);
  }

  leave(sub: string, group: string): void {
    this.#leave.run(sub, group);
  }

  groupsOf(sub: string): readonly string[] {
    return this.#groups.all(sub).map((row) => row['group_name'] as string);
  }
}
