import type { EndpointAttentionQueries, TroubledEndpoint } from '../../domains/webhooks/endpoint-attention-queries.js';
import { endpointName } from '../webhooks/endpoint-name.js';
import { newItem, type AttentionItem } from './attention-item.js';

/** Failed attempts of one event from which its endpoint is listed: it has failed for more than half a minute. */
const MIN_ATTEMPTS = 3;
/** Characters of an answer that are shown. The deliveries have its first kilobyte. */
const SHOWN_CHARACTERS = 200;

/** Lists the webhook endpoints that are disabled or do not accept an event. */
export async function endpointItems(
  endpoints: Pick<EndpointAttentionQueries, 'findTroubled'>,
  limit: number,
): Promise<AttentionItem[]> {
  const troubled = await endpoints.findTroubled(MIN_ATTEMPTS, limit);
  return troubled.map((endpoint) => {
    const kind = endpoint.disabledReason === null ? 'webhook_failing' : 'webhook_disabled';
    return newItem({
      id: `${kind} ${endpoint.id}`,
      kind,
      subject: endpointName(endpoint),
      reason: endpoint.disabledReason ?? endpoint.failure,
      since: endpoint.since.toISOString(),
      attempts: endpoint.attempts,
      last_error: lastError(endpoint),
      next_try_at: endpoint.nextTryAt?.toISOString() ?? null,
      webhook_endpoint_id: endpoint.id,
    });
  });
}

function lastError({ status, failure, response }: TroubledEndpoint): string | null {
  if (status === null) return failure;
  const answer = (response ?? '').trim().slice(0, SHOWN_CHARACTERS);
  return answer === '' ? `HTTP status ${status}` : `HTTP status ${status}: ${answer}`;
}
