import { createHash, randomBytes } from 'node:crypto';
import type { EngineContext } from '../parts.ts';
import { transact } from '../transact.ts';
import type { Bucket } from './bucket.ts';
import type { Checksums } from './checksums.ts';
import { type CreationReason, objectCreated, objectDeleted, objectTagged } from './object-event.ts';
import { type ObjectFiles, openObjectFiles } from './object-files.ts';
import { S3Error } from './s3-error.ts';
import { type ObjectVersion, VersionTable } from './version-table.ts';

export interface NewObject {
  readonly key: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly checksums?: Checksums;
  readonly reason: CreationReason;
  /** Refuse with PreconditionFailed when the key has a current object. */
  readonly onlyIfAbsent?: boolean;
}

/**
 * Versions, their bytes and the events about them: a version and its event are one transaction. What a method has
 * returned survives a crash.
 */
export class ObjectStore {
  readonly versions: VersionTable;
  readonly files: ObjectFiles;
  readonly #context: EngineContext;
  #writing = 0;

  constructor(context: EngineContext) {
    this.#context = context;
    this.versions = new VersionTable(context.database);
    this.files = openObjectFiles(context.dataDir);
  }

  /** Writes under way. */
  get writing(): number {
    return this.#writing;
  }

  async put(bucket: Bucket, object: NewObject): Promise<ObjectVersion> {
    this.#writing += 1;
    try {
      const file = await this.files.write(object.bytes);
      const stored = await this.#recordOrRemove(bucket, object, file);
      if (stored.replaced !== undefined) await this.files.remove(stored.replaced);
      return stored.version;
    } finally {
      this.#writing -= 1;
    }
  }

  async #recordOrRemove(bucket: Bucket, object: NewObject, file: string) {
    try {
      return this.#record(bucket, object, file);
    } catch (error) {
      await this.files.remove(file);
      throw error;
    }
  }

  #record(bucket: Bucket, object: NewObject, file: string) {
    return transact(this.#context.database, () => {
      const current = this.versions.current(bucket.name, object.key);
      if (object.onlyIfAbsent && current && !current.deleteMarker)
        throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
      const replaced = bucket.versioned ? undefined : current;
      if (replaced) this.versions.remove(replaced.seq);
      const version = this.versions.insert({
        bucket: bucket.name,
        key: object.key,
        versionId: bucket.versioned ? newVersionId() : 'null',
        deleteMarker: false,
        sizeBytes: object.bytes.length,
        etag: createHash('md5').update(object.bytes).digest('hex'),
        checksums: object.checksums ?? {},
        headers: object.headers,
        tags: object.tags ?? {},
        storedAt: this.#context.clock.now(),
        file,
      });
      if (bucket.notifiesBus) this.#context.emit(objectCreated(version, object.reason));
      return { version, replaced: replaced?.file };
    });
  }

  /** Removes one version for good, or the only one of a bucket without versioning. */
  async remove(bucket: Bucket, version: ObjectVersion): Promise<void> {
    transact(this.#context.database, () => {
      this.versions.remove(version.seq);
      if (bucket.notifiesBus) this.#context.emit(objectDeleted({ ...version, deleteMarker: false }));
    });
    if (version.file !== '') await this.files.remove(version.file);
  }

  /** Hides the object behind a delete marker. */
  mark(bucket: Bucket, key: string): ObjectVersion {
    const marker = transact(this.#context.database, () => {
      const empty = { sizeBytes: 0, etag: '', checksums: {}, headers: {}, tags: {}, file: '' };
      const stamp = { versionId: newVersionId(), deleteMarker: true, storedAt: this.#context.clock.now() };
      const version = this.versions.insert({ ...empty, ...stamp, bucket: bucket.name, key });
      if (bucket.notifiesBus) this.#context.emit(objectDeleted(version));
      return version;
    });
    return marker;
  }

  setTags(bucket: Bucket, version: ObjectVersion, tags: Readonly<Record<string, string>>): void {
    transact(this.#context.database, () => {
      this.versions.setTags(version.seq, tags);
      if (bucket.notifiesBus) this.#context.emit(objectTagged(version));
    });
  }
}

const newVersionId = () => randomBytes(24).toString('base64url');
