import type { IncomingHttpHeaders } from 'node:http';
import { startFakeServer } from './fake-server.js';
import { waitUntil } from './observe.js';

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
  responseStatus: number | undefined;
  /** The first so many deliveries of an order or of all. */
  waitForDeliveries(count: number, orderId?: string): Promise<Delivery[]>;
  stop(): Promise<void>;
}

export async function startWebhookSink(): Promise<WebhookSink> {
  const server = await startFakeServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks);
      const body = JSON.parse(rawBody.toString()) as Delivery['body'];
      sink.deliveries.push({ headers: request.headers, rawBody, body });
      if (sink.responseStatus === undefined) response.destroy();
      else response.writeHead(sink.responseStatus).end();
    });
  });
  const deliveriesOf = (orderId?: string) =>
    sink.deliveries.filter(({ body }) => orderId === undefined || body.data.order_id === orderId);
  const sink: WebhookSink = {
    url: server.url,
    deliveries: [],
    responseStatus: 204,
    waitForDeliveries: (count, orderId) =>
      waitUntil(
        () => Promise.resolve(deliveriesOf(orderId)),
        (deliveries) => deliveries.length >= count,
      ),
    stop: () => server.stop(),
  };
  return sink;
}
