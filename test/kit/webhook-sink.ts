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

/** Receives the events of a gateway. */
export interface WebhookSink {
  readonly url: string;
  /** All deliveries, including those that received an error. */
  readonly deliveries: Delivery[];
  /** The status of every response; undefined closes the connection. */
  responseStatus: number | undefined;
  /** Waits for a number of deliveries, of one order if given. */
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
