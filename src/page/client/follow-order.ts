import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, type Client } from './client.js';
import type { Order } from './types.js';

const RETRY_DELAY_MS = 1_000;

/** Longest that the API keeps a poll waiting, in seconds. */
const POLL_SECONDS = 30;

/**
 * Tells each change of an order from now on, until nothing can change it any more or the signal is aborted: by
 * server-sent events up to its final status, and by long polls while it is confirmed and may still be refunded or undone.
 *
 * @param order - as it is known now
 * @throws ApiProblem when the API refuses for good; what cannot be reached is tried again
 */
export async function followOrder(
  client: Client,
  order: Order,
  onChange: (order: Order) => void,
  signal: AbortSignal,
): Promise<void> {
  let current = order;
  const handleChange = (change: Order) => {
    current = change;
    onChange(change);
  };
  while (!signal.aborted && canChange(current)) {
    try {
      if (current.status === 'confirmed') await poll(client, current, handleChange, signal);
      else await readEvents(client, current, handleChange, signal);
    } catch (error) {
      if (isPermanentError(error)) throw error;
      await waitBeforeRetry(signal);
    }
  }
}

function canChange({ status }: Order): boolean {
  return status === 'pending' || status === 'paid' || status === 'confirmed';
}

async function poll(client: Client, { id, version }: Order, onChange: (order: Order) => void, signal: AbortSignal) {
  onChange(await client.call<Order>(`/v1/orders/${id}?wait=${POLL_SECONDS}&after_version=${version}`, { signal }));
}

async function readEvents(
  client: Client,
  { id, version }: Order,
  onChange: (order: Order) => void,
  signal: AbortSignal,
) {
  const headers = { 'Last-Event-ID': String(version) };
  const { body } = await client.request(`/v1/orders/${id}/events`, { headers, signal });
  const events = body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  for (let next = await events?.read(); next && !next.done; next = await events?.read()) {
    onChange(JSON.parse(next.value.data) as Order);
  }
}

/** Refused, and not because of an outage or of too many streams. */
function isPermanentError(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

function waitBeforeRetry(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, RETRY_DELAY_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
