/** Keys that are valid now, the current one first: sign with that, verify with any. */
export type LiveKeys = () => Promise<readonly string[]>;

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';
/** The text of a secret in a stage; undefined when it has no version there. */
export type SecretReader = (secretId: string, stage: Stage) => Promise<string | undefined>;

/**
 * The two live versions of a secret, read once per cold start, at the first use. A failed reading is not remembered.
 * @throws when the secret has no current version
 */
export function liveKeys(secretId: string, read: SecretReader): LiveKeys {
  let reading: Promise<readonly string[]> | undefined;
  return () => {
    reading ??= readBoth(secretId, read).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
}

async function readBoth(secretId: string, read: SecretReader): Promise<readonly string[]> {
  const [current, previous] = await Promise.all([read(secretId, 'AWSCURRENT'), read(secretId, 'AWSPREVIOUS')]);
  if (current === undefined) throw new Error(`The secret ${secretId} has no current version.`);
  return previous === undefined ? [current] : [current, previous];
}
