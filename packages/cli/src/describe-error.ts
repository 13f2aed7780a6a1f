import { isApiError } from '../../client/src/index.ts';

/** What went wrong, for a reader or, as one line of JSON, for a program. */
export function describeError(error: unknown, json: boolean): string {
  if (!isApiError(error)) {
    const message = error instanceof Error ? messageOf(error) : String(error);
    return json ? JSON.stringify({ error: { message } }) : `orders: ${message}`;
  }
  const { code, message, status, problem } = error;
  if (json) return JSON.stringify({ error: problem ?? { code, message, status } });
  const stock = isApiError(error, 'insufficient_stock')
    ? error.problem.items.map(
        (item) => `\n  ${item.product_id}: ${item.requested} requested, ${item.available} available`,
      )
    : [];
  const details = problem ? `, request ${problem.request_id}` : causeOf(error);
  return `orders: ${message} (${code}${details})${stock.join('')}`;
}

/** Why there was no response, which fetch hides in the cause of its error. */
function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return '';
  return cause.cause instanceof Error ? causeOf(cause) : `: ${cause.message}`;
}

function messageOf(error: Error): string {
  return error.name === 'AbortError' ? 'Interrupted.' : error.message;
}
