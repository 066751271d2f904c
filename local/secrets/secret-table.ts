import type { DatabaseSync } from 'node:sqlite';

/** One version of a secret. `stage` is empty once a newer version has pushed it out of both stages. */
export interface SecretVersion {
  readonly secretArn: string;
  readonly versionId: string;
  readonly stage: '' | 'AWSCURRENT' | 'AWSPREVIOUS';
  readonly text: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const schema = `CREATE TABLE IF NOT EXISTS secrets_version (
  secret_arn TEXT NOT NULL, version_id TEXT NOT NULL, stage TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (secret_arn, version_id)) WITHOUT ROWID`;

const fromRow = (row: Record<string, unknown>): SecretVersion => ({
  secretArn: row['secret_arn'] as string,
  versionId: row['version_id'] as string,
  stage: row['stage'] as SecretVersion['stage'],
  text: row['text'] as string,
  createdAt: row['created_at'] as number,
});

/** The versions of all secrets in `engine.db`. */
export class SecretTable {
  readonly #all;
  readonly #insert;
  readonly #restage;

  constructor(database: DatabaseSync) {
    database.exec(schema);
    this.#all = database.prepare('SELECT * FROM secrets_version WHERE secret_arn = ? ORDER BY created_at, version_id');
    this.#insert = database.prepare("INSERT INTO secrets_version VALUES (?, ?, 'AWSCURRENT', ?, ?)");
    this.#restage = database.prepare('UPDATE secrets_version SET stage = ? WHERE secret_arn = ? AND stage = ?');
  }

  /** All versions of a secret, oldest first. */
  versions(secretArn: string): readonly SecretVersion[] {
    return this.#all.all(secretArn).map(fromRow);
  }

  /** Makes a new version current and the current one previous; call in a transaction. */
  push(secretArn: string, versionId: string, text: string, createdAt: number): void {
    this.#restage.run('', secretArn, 'AWSPREVIOUS');
    this.#restage.run('AWSPREVIOUS', secretArn, 'AWSCURRENT');
    this.#insert.run(secretArn, versionId, text, createdAt);
  }
}
