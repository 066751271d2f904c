import * as z from 'zod/mini';
import type { Condition } from '../domain/playbook/condition.ts';

const fact = z.string().check(z.regex(/^[a-z]+(\.[A-Za-z0-9-]+)*$/));
// Null is never the value of a known fact, so comparing with it could only ever be false.
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const value = z.union([scalar, z.array(z.string()).check(z.minLength(1))]);

/** A condition; lists hold at least one part, so that nothing is ever true because it is empty. */
export const conditionSchema: z.ZodMiniType<Condition> = z.union([
  z.strictObject({
    get all() {
      return z.tuple([conditionSchema], conditionSchema);
    },
  }),
  z.strictObject({
    get any() {
      return z.tuple([conditionSchema], conditionSchema);
    },
  }),
  z.strictObject({
    get not() {
      return conditionSchema;
    },
  }),
  z.strictObject({ fact, equals: value }),
  z.strictObject({ fact, in: z.tuple([scalar], scalar) }),
  z.strictObject({ fact, includes: z.string() }),
  z.strictObject({ fact, atLeast: z.number() }),
  z.strictObject({ fact, below: z.number() }),
  z.strictObject({ fact, exists: z.boolean() }),
]);
