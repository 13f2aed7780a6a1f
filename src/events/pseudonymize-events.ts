import type { DataSource } from 'typeorm';

/**
 * Gives the events of orders the pseudonym that the orders have, and removes the words of the customer and what webhook endpoints
 * answered, which may repeat an event. Idempotent.
 */
export async function pseudonymizeEvents(
  database: Pick<DataSource, 'query'>,
  orderIds: readonly string[],
): Promise<void> {
  await database.query('SELECT events.pseudonymize($1)', [orderIds]);
  await database.query('SELECT webhooks.erase_responses($1)', [orderIds]);
}
