import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordPolicy } from './pool-settings.ts';

const cost = { N: 16_384, r: 8, p: 1 };
const keyBytes = 32;

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** `scrypt$N$r$p$<salt>$<key>`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares in constant time. Takes as long when there is no hash, so that unknown names cannot be told by timing. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  if (hash === undefined) {
    await derive(password, Buffer.alloc(16), cost);
    return false;
  }
  const [, N, r, p, salt, key] = hash.split('$');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(
    await derive(password, Buffer.from(salt!, 'base64url'), options),
    Buffer.from(key!, 'base64url'),
  );
}

/** What is wrong with a new password, in Cognito's words; undefined when it conforms. */
export function passwordFault(password: string, policy: PasswordPolicy): string | undefined {
  const rules: readonly (readonly [boolean, boolean, string])[] = [
    [true, password.length >= policy.minimumLength, 'Password not long enough'],
    [policy.requireLowercase, /[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.requireUppercase, /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.requireNumbers, /[0-9]/.test(password), 'Password must have numeric characters'],
    [policy.requireSymbols, /[^A-Za-z0-9]/.test(password), 'Password must have symbol characters'],
  ];
  return rules.find(([required, holds]) => required && !holds)?.[2];
}
