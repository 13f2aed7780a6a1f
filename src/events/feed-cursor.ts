/** A place in the feed: what comes after it was not read. Numbers are decimal digits, because they may exceed 2^53. */
export interface FeedPosition {
  readonly transactionOrder: string;
  /** 0 is before the first event of the transaction. */
  readonly position: string;
}

export const START: FeedPosition = { transactionOrder: '0', position: '0' };

/** Both numbers fit into a `bigint` of Postgres. */
export const CURSOR_PATTERN = /^(\d{1,18})-(\d{1,18})$/;

export function cursorOf({ transactionOrder, position }: FeedPosition): string {
  return `${transactionOrder}-${position}`;
}

/** @param cursor - matches CURSOR_PATTERN */
export function parseCursor(cursor: string): FeedPosition {
  const [, transactionOrder, position] = CURSOR_PATTERN.exec(cursor) ?? [];
  if (transactionOrder === undefined || position === undefined)
    throw new Error(`"${cursor}" is no cursor of the feed.`);
  return { transactionOrder, position };
}

/** True when the first cursor is later in the feed than the second one. */
export function isAfter(cursor: string, other: string): boolean {
  const [a, b] = [parseCursor(cursor), parseCursor(other)];
  const [byTransaction, byPosition] = [
    BigInt(a.transactionOrder) - BigInt(b.transactionOrder),
    BigInt(a.position) - BigInt(b.position),
  ];
  return byTransaction > 0n || (byTransaction === 0n && byPosition > 0n);
}
