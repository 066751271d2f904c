import { addMs } from '../../shared/domain/calendar.ts';
import { presignGet, presignPost } from '../../shared/store/objects/presign.ts';
import type { S3Access } from '../../shared/store/objects/signature.ts';
import { attachment } from './attachment.ts';
import type { DocumentLinks } from './deps.ts';

const UPLOAD_SECONDS = 15 * 60;
const DOWNLOAD_SECONDS = 5 * 60;

export const signedLinks = (access: S3Access, bucket: string): DocumentLinks => ({
  upload: ({ objectKey: key, mediaType, sizeBytes, sha256 }, at) =>
    presignPost(access, { bucket, key, mediaType, sizeBytes, sha256 }, at, UPLOAD_SECONDS),

  download: ({ objectKey: key, mediaType, fileName }, versionId, at) => {
    const target = { bucket, key, versionId, mediaType, disposition: attachment(fileName) };
    return {
      url: presignGet(access, target, at, DOWNLOAD_SECONDS),
      expiresAt: addMs(at, DOWNLOAD_SECONDS * 1_000),
    };
  },
});
