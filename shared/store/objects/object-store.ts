export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly versionId: string | undefined;
}

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}
export interface ListedVersion extends ListedObject {
  readonly versionId: string;
}

/** One page of a list; `cursor` leads to the next one. */
export interface ObjectPage<T> {
  readonly objects: readonly T[];
  readonly cursor: string | undefined;
}

/** Objects of one bucket. */
export interface ObjectStore {
  /** One object, in one version or the newest; `undefined` when it is not there. */
  get(key: string, versionId?: string): Promise<StoredObject | undefined>;
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Puts unless something is there under the key already. */
  putNew(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Sets the one tag of a version. */
  tag(key: string, versionId: string, name: string, value: string): Promise<void>;
  /** Newest versions under a prefix, by key. */
  list(prefix: string, cursor: string | undefined): Promise<ObjectPage<ListedObject>>;
  /** All versions under a prefix, by key; delete markers left out. */
  versions(prefix: string, cursor: string | undefined): Promise<ObjectPage<ListedVersion>>;
}
