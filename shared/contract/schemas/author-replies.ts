import * as z from 'zod/mini';
import { CHANNELS } from '../../domain/vocabulary.ts';
import { answerValue, instant } from './primitives.ts';

/** `by` is absent where a customer looks at what our people wrote. */
const written = {
  by: z.optional(z.string()),
  side: z.enum(['customer', 'staff', 'system']),
  channel: z.enum(CHANNELS),
  at: instant,
};

/** Who wrote an answer. */
export const author = z.object({ ...written, prefilled: z.optional(z.boolean()), revision: z.int() });

/** A field that two people have set to different values. */
export const conflict = z.object({ field: z.string(), yours: answerValue, theirs: answerValue, ...written });
