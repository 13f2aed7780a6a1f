/** The table in which a domain's schema keeps the requests that carried an `Idempotency-Key`, and their answers. */
export function createIdempotencyKeysTable(schema: string): string {
  // `json` keeps the order of the fields, so that a repeated request gets the same bytes.
  return `
    CREATE TABLE ${schema}.idempotency_keys (
      id           uuid PRIMARY KEY,
      fingerprint  text NOT NULL,
      answer       json,
      created_at   timestamptz(3) NOT NULL DEFAULT now()
    )`;
}
