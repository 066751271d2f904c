import * as z from 'zod/mini';

export const instant = z.iso.datetime();
export const day = z.iso.date();
export const text = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));
export const email = z.string().check(z.email(), z.maxLength(254));
export const answerValue = z.union([
  z.string().check(z.maxLength(10_000)),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)),
]);
/** SHA-256 of 32 bytes in base64. */
export const sha256Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));
export const empty = z.strictObject({});
/** Of a list: how many, and where to go on. */
export const page = {
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
};
export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.nullable(z.string()), hasMore: z.boolean() });
