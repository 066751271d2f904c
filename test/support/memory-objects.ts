import type {
  ListedObject,
  ListedVersion,
  ObjectPage,
  ObjectStore,
  StoredObject,
} from '../../shared/store/objects/object-store.ts';

/** A versioned bucket in memory. Versions are `v1`, `v2` … over all keys. */
export class MemoryObjects implements ObjectStore {
  readonly tags: string[] = [];
  private readonly kept: (ListedVersion & { readonly bytes: Uint8Array })[] = [];
  private now: string;

  constructor(now = '2026-03-03T09:00:00.000Z') {
    this.now = now;
  }

  /** Puts bytes as an outside client does; gives the version. */
  store(key: string, bytes: Uint8Array, modifiedAt = this.now): string {
    const versionId = `v${this.kept.length + 1}`;
    this.kept.push({ key, versionId, bytes, sizeBytes: bytes.length, modifiedAt });
    return versionId;
  }

  async get(key: string, versionId?: string): Promise<StoredObject | undefined> {
    const found = this.kept.findLast((one) => one.key === key && (versionId ?? one.versionId) === one.versionId);
    return found && { bytes: found.bytes, versionId: found.versionId };
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.store(key, bytes);
  }

  async putNew(key: string, bytes: Uint8Array): Promise<void> {
    if (!this.keys().includes(key)) this.store(key, bytes);
  }

  async tag(key: string, versionId: string, name: string, value: string): Promise<void> {
    this.tags.push(`${key} ${versionId} ${name}=${value}`);
  }

  async list(prefix: string): Promise<ObjectPage<ListedObject>> {
    const newest = new Map(this.under(prefix).map((one) => [one.key, one]));
    return { objects: [...newest.values()], cursor: undefined };
  }

  /** In pages of one, so that nobody forgets the cursor. */
  async versions(prefix: string, cursor: string | undefined): Promise<ObjectPage<ListedVersion>> {
    const index = Number(cursor ?? 0);
    const all = this.under(prefix);
    return { objects: all.slice(index, index + 1), cursor: index + 1 < all.length ? String(index + 1) : undefined };
  }

  keys(): readonly string[] {
    return this.kept.map(({ key }) => key);
  }

  private under(prefix: string) {
    return this.kept.filter(({ key }) => key.startsWith(prefix));
  }
}
