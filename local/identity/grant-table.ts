import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';

const schema = `
CREATE TABLE IF NOT EXISTS identity_grant (
  model TEXT NOT NULL, id TEXT NOT NULL, grant_id TEXT, uid TEXT, payload TEXT NOT NULL, expires_at INTEGER NOT NULL,
  PRIMARY KEY (model, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identity_grant_expiry ON identity_grant (expires_at);
CREATE INDEX IF NOT EXISTS identity_grant_members ON identity_grant (grant_id) WHERE grant_id IS NOT NULL;`;

/**
 * Makes the store of the interactive issuer (sessions, codes, refresh tokens, grants): one adapter per model, all in
 * `engine.db`. `now` is engine time, epoch milliseconds.
 */
export function grantAdapters(database: DatabaseSync, now: () => number): (model: string) => Adapter {
  database.exec(schema);
  const save = database.prepare('INSERT OR REPLACE INTO identity_grant VALUES (?, ?, ?, ?, ?, ?)');
  const byId = database.prepare('SELECT payload FROM identity_grant WHERE model = ? AND id = ? AND expires_at > ?');
  const byUid = database.prepare('SELECT payload FROM identity_grant WHERE model = ? AND uid = ? AND expires_at > ?');
  const remove = database.prepare('DELETE FROM identity_grant WHERE model = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM identity_grant WHERE grant_id = ?');
  const expire = database.prepare('DELETE FROM identity_grant WHERE expires_at <= ?');
  const seconds = () => Math.floor(now() / 1000);
  const payloadOf = (row: Record<string, unknown> | undefined) =>
    row && (JSON.parse(row['payload'] as string) as AdapterPayload);
  return (model) => {
    const write = (id: string, payload: AdapterPayload) => {
      const { grantId, uid, exp } = payload;
      save.run(model, id, grantId ?? null, uid ?? null, JSON.stringify(payload), exp ?? Number.MAX_SAFE_INTEGER);
    };
    const find = (id: string) => payloadOf(byId.get(model, id, seconds()));
    return {
      async upsert(id, payload) {
        expire.run(seconds());
        write(id, payload);
      },
      find: async (id) => find(id),
      findByUid: async (uid) => payloadOf(byUid.get(model, uid, seconds())),
      async consume(id) {
        const payload = find(id);
        if (payload) write(id, { ...payload, consumed: seconds() });
      },
      async destroy(id) {
        remove.run(model, id);
      },
      async revokeByGrantId(grantId) {
        revoke.run(grantId);
      },
      async findByUserCode() {
        throw new Error('The device flow is not offered.');
      },
    };
  };
}
