import * as z from 'zod/mini';

/** On the migrations queue. */
export const migrationMessage = z.object({ migrationId: z.string(), revision: z.optional(z.int()) });
export type MigrationMessage = z.output<typeof migrationMessage>;
