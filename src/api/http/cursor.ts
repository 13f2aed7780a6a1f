import { z } from 'zod';
import { parseJson } from '../../domains/parse-json.js';

/** Where a list goes on: opaque to the caller, the sort key of the last row seen to us. */
interface CursorCodec<T> {
  /** Of the query parameter `cursor`. */
  readonly parameter: z.ZodType<T | undefined>;
  encode(position: T): string;
}

export function createCursorCodec<T>(position: z.ZodType<T>): CursorCodec<T> {
  return {
    parameter: z
      .string()
      .transform((text, context): T => {
        const decoded = position.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
        if (decoded.success) return decoded.data;
        context.addIssue({ code: 'custom', message: 'must be the next_cursor of a page of this list' });
        return z.NEVER;
      })
      .optional()
      .meta({ description: '`next_cursor` of the page before' }),
    encode: (last) => Buffer.from(JSON.stringify(last)).toString('base64url'),
  };
}

/** A page of a list, and the cursor of the next one. */
export function pageSchema<T extends z.ZodType>(row: T) {
  return z.object({
    data: z.array(row),
    next_cursor: z.string().nullable().meta({ description: 'null on the last page' }),
  });
}

/**
 * Cuts a page out of rows that were read one more than asked: whether there is another page is then known without a
 * count.
 */
export function paginate<Row, Position>(
  rows: readonly Row[],
  limit: number,
  codec: CursorCodec<Position>,
  positionOf: (row: Row) => Position,
): { page: readonly Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: last !== undefined && rows.length > limit ? codec.encode(positionOf(last)) : null };
}
