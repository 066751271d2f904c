/** Randomness and waiting, handed in by the composition roots. */
export interface Chance {
  readonly randomBytes: (size: number) => Uint8Array;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const BASE_MS = 20;

/** Waits for a random part of a doubling interval ("full jitter"), so that losers of a race do not meet again. */
export async function backOff({ randomBytes, pause }: Chance, attempt: number): Promise<void> {
  const [high = 0, low = 0] = randomBytes(2);
  await pause((BASE_MS * 2 ** attempt * (high * 256 + low)) / 65_536);
}

/** 32 hexadecimal characters. */
export const randomHex = (chance: Pick<Chance, 'randomBytes'>): string =>
  Buffer.from(chance.randomBytes(16)).toString('hex');
