/** Postgres cannot start; the message tells the user what to do. */
export class PostgresStartupError extends Error {
  override readonly name = 'PostgresStartupError';
}
