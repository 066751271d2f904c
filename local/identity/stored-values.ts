import type { DatabaseSync } from 'node:sqlite';

/** Values made once and kept for ever: signing key, cookie key, client secrets. */
export interface StoredValues {
  /** The value under `name`; made and stored on first use. */
  keep(name: string, make: () => string): string;
}

export function openStoredValues(database: DatabaseSync): StoredValues {
  database.exec('CREATE TABLE IF NOT EXISTS identity_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const read = database.prepare('SELECT value FROM identity_value WHERE name = ?');
  const insert = database.prepare('INSERT INTO identity_value VALUES (?, ?)');
  return {
    keep(name, make) {
      const stored = read.get(name)?.['value'];
      if (stored !== undefined) return stored as string;
      const value = make();
      insert.run(name, value);
      return value;
    },
  };
}
