import * as z from 'zod/mini';
import { ROLES } from '../../domain/vocabulary.ts';

const count = z.int();
const id = z.string();

export const me = z.object({
  personId: id,
  displayName: z.string(),
  kind: z.string(),
  roles: z.array(z.enum(ROLES)),
  groups: z.array(z.string()),
  accountId: z.optional(id),
  /** `isMore`: there are more than `count`, which is as far as we count. */
  views: z.array(
    z.object({ view: z.string(), group: z.optional(z.string()), href: z.string(), count, isMore: z.boolean() }),
  ),
});
