import type { ColumnOptions, EntityMetadata } from 'typeorm';

/** Postgres `bigint` arrives as text; money and totals stay below 2^53 by the limits of the API and CHECK constraints. */
export const bigint: ColumnOptions = {
  type: 'bigint',
  transformer: {
    to: (value: number) => value,
    from: (value: string | null) => (value === null ? null : Number(value)),
  },
};

/** Milliseconds, as a JavaScript Date holds: a finer time would not survive a round trip through a cursor. */
export const timestamp: ColumnOptions = { type: 'timestamp with time zone', precision: 3 };

/** An entity's columns as a statement of ours names them. Not `*`: a migration that adds one must not change what a prepared statement returns. */
export function columnList({ columns }: EntityMetadata): string {
  return columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`).join(', ');
}
