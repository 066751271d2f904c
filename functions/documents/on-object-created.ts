import * as z from 'zod/mini';
import { type ScanDeps, scanObject } from './scan-object.ts';

/** What S3 announces on the default bus. Keys are as they are, not URL-encoded as in its other notifications. */
export const objectCreated = z.object({
  detail: z.object({ object: z.object({ key: z.string(), 'version-id': z.string() }) }),
});

export const onObjectCreated =
  (deps: ScanDeps) =>
  ({ detail: { object } }: z.output<typeof objectCreated>): Promise<void> =>
    scanObject(deps, { key: object.key, versionId: object['version-id'] });
