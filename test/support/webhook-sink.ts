import type { IncomingHttpHeaders } from 'node:http';
import { startFakeServer } from './fake-server.js';
import { until } from './observe.js';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly body: {
    readonly id: string;
    readonly type: string;
    readonly created: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** Where a gateway sends its events. */
export interface WebhookSink {
  readonly url: string;
  /** Whatever came, taken or not. */
  readonly deliveries: Delivery[];
  /** The status it answers; undefined hangs up. */
  answer: number | undefined;
  /** The first so many deliveries of an order or of all. */
  received(count: number, orderId?: string): Promise<Delivery[]>;
  stop(): Promise<void>;
}

export async function startWebhookSink(): Promise<WebhookSink> {
  const server = await startFakeServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks);
      const body = JSON.parse(rawBody.toString()) as Delivery['body'];
      shop.deliveries.push({ headers: request.headers, rawBody, body });
      if (shop.answer === undefined) response.destroy();
      else response.writeHead(shop.answer).end();
    });
  });
  const of = (orderId?: string) =>
    shop.deliveries.filter(({ body }) => orderId === undefined || body.data.order_id === orderId);
  const shop: WebhookSink = {
    url: server.url,
    deliveries: [],
    answer: 204,
    received: (count, orderId) =>
      until(
        () => Promise.resolve(of(orderId)),
        (deliveries) => deliveries.length >= count,
      ),
    stop: () => server.stop(),
  };
  return shop;
}
