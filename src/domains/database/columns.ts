import type { ColumnOptions, EntityMetadata } from 'typeorm';

/** The largest value of an `integer` column. */
export const INTEGER_MAX = 2 ** 31 - 1;

/** The driver returns `bigint` as text. The limits of the API and CHECK constraints keep amounts below 2^53. */
export const bigint: ColumnOptions = {
  type: 'bigint',
  transformer: {
    to: (value: number) => value,
    from: (value: string | null) => (value === null ? null : Number(value)),
  },
};

/** Millisecond precision, as in a JavaScript Date: a finer time would not survive a round trip through a cursor. */
export const timestamp: ColumnOptions = { type: 'timestamp with time zone', precision: 3 };

/**
 * The column list for a SELECT or RETURNING clause. Not `*`, because a prepared statement fails when a migration changes the
 * columns it returns.
 */
export function columnList({ columns }: EntityMetadata): string {
  return columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`).join(', ');
}
