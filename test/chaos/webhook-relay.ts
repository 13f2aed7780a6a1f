import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeServer } from '../kit/fake-server.js';
import type { WebhookFault } from './fault-kinds.js';

interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

interface ArmedFault {
  readonly fault: WebhookFault;
  readonly durationMs: number;
  readonly injected: () => void;
}

/** A load balancer in front of the API processes that forwards the gateway's events. */
export interface WebhookRelay {
  readonly url: string;
  /** Applies a fault to the next event; resolves when it was applied. @param durationMs - length of a delay */
  inject(fault: WebhookFault, durationMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** How long an event waits for another one to overtake it. */
const REORDER_WINDOW_MS = 4_000;

/** @param webhookUrls - webhook URL of each API process */
export async function startWebhookRelay(webhookUrls: readonly string[]): Promise<WebhookRelay> {
  const armed: ArmedFault[] = [];
  let forwardedCount = 0;

  const forward = async ({ headers, body }: Delivery): Promise<number> => {
    forwardedCount += 1;
    const url = webhookUrls[forwardedCount % webhookUrls.length] ?? '';
    const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) }).catch(() => undefined);
    await response?.body?.cancel();
    return response?.status ?? 502;
  };

  const forwardReordered = async (delivery: Delivery): Promise<[status: number, injected: boolean]> => {
    const forwardedBefore = forwardedCount;
    const deadline = Date.now() + REORDER_WINDOW_MS;
    while (forwardedCount === forwardedBefore && Date.now() < deadline) await sleep(20);
    const injected = forwardedCount > forwardedBefore;
    return [await forward(delivery), injected];
  };

  const deliver = async (delivery: Delivery): Promise<number> => {
    const next = armed.shift();
    switch (next?.fault) {
      case undefined:
        return forward(delivery);
      case 'duplicate': {
        const [status] = await Promise.all([forward(delivery), forward(delivery)]);
        next.injected();
        return status;
      }
      case 'delay':
        // The delay exceeds the timeout of the gateway, which sends the event again before this one arrives.
        await sleep(next.durationMs);
        next.injected();
        return forward(delivery);
      case 'reorder': {
        const [status, injected] = await forwardReordered(delivery);
        if (injected) next.injected();
        else armed.push(next);
        return status;
      }
    }
  };

  const server = await startFakeServer((request, response) => {
    void readDelivery(request).then(async (delivery) => respond(response, await deliver(delivery)));
  });
  return {
    url: server.url,
    inject: (fault, durationMs) => new Promise((injected) => armed.push({ fault, durationMs, injected })),
    stop: () => server.stop(),
  };
}

async function readDelivery(request: IncomingMessage): Promise<Delivery> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => request.once('close', resolve).once('end', resolve));
  const names = ['content-type', 'gateway-signature'];
  const headers = names.map((name) => [name, String(request.headers[name] ?? '')]);
  return { headers: Object.fromEntries(headers) as Record<string, string>, body: Buffer.concat(chunks) };
}

function respond(response: ServerResponse, status: number): void {
  response.on('error', () => undefined);
  response.writeHead(status).end();
}
