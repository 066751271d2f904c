import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../../local/functions/admission.ts';

describe('the concurrency of a function', () => {
  it('lets as many run as it may, and the next one when one has ended', async () => {
    const admit = createAdmission();
    const order: string[] = [];
    const first = await admit('f', 1);
    const second = admit('f', 1).then((release) => {
      order.push('second admitted');
      return release;
    });
    await Promise.resolve();
    order.push('first ends');
    first();
    (await second)();
    expect(order).toEqual(['first ends', 'second admitted']);
  });

  it('of one function is not that of another', async () => {
    const admit = createAdmission();
    await admit('f', 1);
    const release = await admit('g', 1);
    expect(release).toBeTypeOf('function');
  });
});
