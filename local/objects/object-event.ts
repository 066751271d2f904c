import { randomBytes } from 'node:crypto';
import type { AwsEvent } from '../parts.ts';
import type { ObjectVersion } from './version-table.ts';

/** Why an object came to be, in the words of S3's `Object Created` event. */
export type CreationReason = 'PutObject' | 'POST Object' | 'CopyObject';

function objectEvent(version: ObjectVersion, detailType: string, extra: Readonly<Record<string, string>>): AwsEvent {
  const versioned = version.versionId === 'null' ? {} : { 'version-id': version.versionId };
  const content = version.deleteMarker ? {} : { size: version.sizeBytes, etag: version.etag };
  return {
    source: 'aws.s3',
    detailType,
    resources: [`arn:aws:s3:::${version.bucket}`],
    detail: {
      version: '0',
      bucket: { name: version.bucket },
      object: { key: version.key, ...content, ...versioned, sequencer: sequencer(version.seq) },
      'request-id': randomBytes(8).toString('hex').toUpperCase(),
      requester: 'local',
      'source-ip-address': '127.0.0.1',
      ...extra,
    },
  };
}

/** Sequencers of one key compare as text in the order of the changes. */
const sequencer = (seq: number) => seq.toString(16).toUpperCase().padStart(18, '0');

export const objectCreated = (version: ObjectVersion, reason: CreationReason): AwsEvent =>
  objectEvent(version, 'Object Created', { reason });

export const objectDeleted = (version: ObjectVersion): AwsEvent =>
  objectEvent(version, 'Object Deleted', {
    reason: 'DeleteObject',
    'deletion-type': version.deleteMarker ? 'Delete Marker Created' : 'Permanently Deleted',
  });

export const objectTagged = (version: ObjectVersion): AwsEvent => objectEvent(version, 'Object Tags Added', {});
