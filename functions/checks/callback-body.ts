import * as z from 'zod/mini';
import { CHECK_RESULTS } from '../../shared/domain/vocabulary.ts';

/** What a provider's adapter makes of its callback; the simulated provider sends it as it is. Unknown members are ignored. */
export const callbackBody = z.object({
  /** The provider's own id of this event. */
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  /** The reference that the check was started with. */
  reference: z.string().check(z.maxLength(200)),
  status: z.enum(['in_progress', 'complete', 'error']),
  result: z.optional(z.enum(CHECK_RESULTS)),
  /** Codes. */
  reasons: z.array(z.string().check(z.regex(/^[a-z][a-z0-9_.-]{0,99}$/))).check(z.maxLength(20)),
  occurredAt: z.iso.datetime(),
});
export type CallbackBody = z.output<typeof callbackBody>;
