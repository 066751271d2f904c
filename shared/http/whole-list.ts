/** A list that always comes whole. */
export const wholeList = <Item>(data: readonly Item[]) => ({ data, nextCursor: null, hasMore: false });
