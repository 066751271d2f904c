import { createHash } from 'node:crypto';

/** Names an address without showing it: `address_` and 32 hexadecimal digits, whatever the case of its letters. */
export const addressId = (address: string): string =>
  `address_${createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32)}`;
