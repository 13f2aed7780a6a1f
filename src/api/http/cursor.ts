import { z } from 'zod';
import { parseJson } from '../../domains/parse-json.js';
import { code } from './fields.js';

/** Encodes a position in a list, the sort key of the last row, as an opaque cursor. */
interface CursorCodec<T> {
  /** Schema of the query parameter `cursor`. */
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
      .meta({ description: '`next_cursor` of the previous page.' }),
    encode: (last) => Buffer.from(JSON.stringify(last)).toString('base64url'),
  };
}

/** Cursor of the lists that are sorted by SKU. */
export const skuCursor = createCursorCodec(z.strictObject({ sku: code(64) }));

/**
 * A page of a list and the cursor of the next page.
 *
 * @param id - name of the schema in the OpenAPI document
 */
export function pageSchema<T extends z.ZodType>(id: string, row: T) {
  return z
    .object({
      data: z.array(row).meta({ description: 'Rows of this page.' }),
      next_cursor: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last page.' }),
    })
    .meta({ id });
}

/**
 * Cuts a page from its rows.
 *
 * @param rows - up to `limit + 1` rows: the extra one shows that there is another page without a count
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
