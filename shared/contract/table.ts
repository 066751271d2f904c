/**
 * Shape of the one table: the stack creates it so, and `shared/store/table.ts` reads and writes it so. Keys are strings;
 * both indexes project only what lists and sweepers need.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds after which the item may vanish; code never relies on its having vanished. */
  expiryAttribute: 'expiresAtSeconds',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
  projectedAttributes: ['row', 'kind'],
  /** The stream announces inserts of items whose sort key begins so. */
  eventSortKeyPrefix: 'EVENT#',
} as const;
