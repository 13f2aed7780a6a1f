import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeServer } from '../support/fake-server.js';
import type { Trick } from './kinds.js';

interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

interface ArmedTrick {
  readonly trick: Trick;
  readonly lasts: number;
  readonly played: () => void;
}

/** Stands before the API, as a load balancer: passes the gateway's events on to one process or the other. */
export interface WebhookRelay {
  readonly url: string;
  /** Plays a trick on the next event. Resolves when it was played. @param lasts - of a delay, in ms */
  play(trick: Trick, lasts: number): Promise<void>;
  stop(): Promise<void>;
}

/** How long an event is held for another to overtake it, in ms. */
const OVERTAKEN_WITHIN_MS = 4_000;

/** @param apis - the URLs of the webhooks of each API process */
export async function startWebhookRelay(apis: readonly string[]): Promise<WebhookRelay> {
  const armed: ArmedTrick[] = [];
  let passed = 0;

  const pass = async ({ headers, body }: Delivery): Promise<number> => {
    passed += 1;
    const api = apis[passed % apis.length] ?? '';
    const answer = await fetch(api, { method: 'POST', headers, body: new Uint8Array(body) }).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status ?? 502;
  };

  const overtaken = async (delivery: Delivery): Promise<[status: number, played: boolean]> => {
    const before = passed;
    const deadline = Date.now() + OVERTAKEN_WITHIN_MS;
    while (passed === before && Date.now() < deadline) await sleep(20);
    const played = passed > before;
    return [await pass(delivery), played];
  };

  const deliver = async (delivery: Delivery): Promise<number> => {
    const next = armed.shift();
    switch (next?.trick) {
      case undefined:
        return pass(delivery);
      case 'duplicate': {
        const [status] = await Promise.all([pass(delivery), pass(delivery)]);
        next.played();
        return status;
      }
      case 'delay':
        // Longer than the gateway waits: it sends the event again, and this one comes after.
        await sleep(next.lasts);
        next.played();
        return pass(delivery);
      case 'reorder': {
        const [status, played] = await overtaken(delivery);
        if (played) next.played();
        else armed.push(next);
        return status;
      }
    }
  };

  const server = await startFakeServer((request, response) => {
    void receive(request).then(async (delivery) => answer(response, await deliver(delivery)));
  });
  return {
    url: server.url,
    play: (trick, lasts) => new Promise((played) => armed.push({ trick, lasts, played })),
    stop: () => server.stop(),
  };
}

async function receive(request: IncomingMessage): Promise<Delivery> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => request.once('close', resolve).once('end', resolve));
  const names = ['content-type', 'gateway-signature'];
  const headers = names.map((name) => [name, String(request.headers[name] ?? '')]);
  return { headers: Object.fromEntries(headers) as Record<string, string>, body: Buffer.concat(chunks) };
}

function answer(response: ServerResponse, status: number): void {
  response.on('error', () => undefined);
  response.writeHead(status).end();
}
