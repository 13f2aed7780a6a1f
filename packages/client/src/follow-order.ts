import { EventSourceParserStream } from 'eventsource-parser/stream';
import { decodeText } from './decode-text.ts';
import { ApiError, unwrap } from './errors.ts';
import type { components } from './api.ts';
import type { OrdersClient } from './client.ts';
import { isTemporary, sleep } from './retry-after.ts';

const RETRY_DELAY_MS = 1_000;

/** The longest wait that the API accepts. */
const POLL_SECONDS = 30;

/** The API writes to a stream every 15 seconds. A network may drop a connection without telling either end. */
const MAX_SILENCE_MS = 45_000;

type Order = components['schemas']['Order'];

/** What it takes to follow an order. */
type FollowedOrder = Pick<Order, 'id' | 'status' | 'version'>;

/**
 * Reports each change of an order until it can no longer change or the signal is aborted: by server-sent events up to
 * its final status, and by long polls while it is confirmed and can still be refunded or cancelled. A stream that ends or
 * is silent for 45 seconds is opened again after the last event that was received.
 *
 * @param order - the order as last read
 * @throws ApiError when the API rejects the request; after an outage or `429` it waits as
 * `Retry-After` asks, at least one second, and tries again
 */
export async function followOrder(
  client: OrdersClient,
  order: FollowedOrder,
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
      if (isPermanent(error)) throw error;
      await sleep(Math.max(RETRY_DELAY_MS, retryAfterMs(error)), signal);
    }
  }
}

function canChange({ status }: FollowedOrder): boolean {
  return status === 'pending' || status === 'paid' || status === 'confirmed';
}

async function poll(client: OrdersClient, order: FollowedOrder, onChange: (order: Order) => void, signal: AbortSignal) {
  const params = { path: { id: order.id }, query: { wait: POLL_SECONDS, after_version: order.version } };
  onChange(await unwrap(client.GET('/v1/orders/{id}', { params, signal })));
}

async function readEvents(
  client: OrdersClient,
  order: FollowedOrder,
  onChange: (order: Order) => void,
  signal: AbortSignal,
) {
  const silence = new AbortController();
  const startTimer = () => setTimeout(() => silence.abort(), MAX_SILENCE_MS);
  let timer = startTimer();
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = startTimer();
      controller.enqueue(chunk);
    },
  });
  try {
    const params = { path: { id: order.id }, header: { 'Last-Event-ID': String(order.version) } };
    const end = AbortSignal.any([signal, silence.signal]);
    const body = await unwrap(client.GET('/v1/orders/{id}/events', { params, signal: end, parseAs: 'stream' }));
    const events = body
      ?.pipeThrough(tap, { signal: end })
      .pipeThrough(decodeText())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    for (let next = await events?.read(); next && !next.done; next = await events?.read()) {
      onChange(JSON.parse(next.value.data) as Order);
    }
  } finally {
    clearTimeout(timer);
  }
}

function retryAfterMs(error: unknown): number {
  return error instanceof ApiError ? error.retryAfterSeconds * 1_000 : 0;
}

function isPermanent(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && !isTemporary(error.status);
}
