import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { callApi } from './api-client.js';
import { startFakeServer } from './fake-server.js';
import { waitUntil } from './observe.js';
import { operatorToken } from './tokens.js';

/** An event as it arrived. */
export interface ReceivedEvent {
  readonly id: string;
  readonly subject: string;
  readonly sequence: number;
  readonly type: string;
  /** True when the answer accepted it. */
  readonly accepted: boolean;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver answers: a status, or a function that handles the response itself. */
type Behaviour = number | ((response: ServerResponse) => void);

/** Receives webhooks as an adopter does, and remembers each attempt. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedEvent[];
  /** Answers all following attempts like this; by default with 204. */
  answer(behaviour: Behaviour): void;
  /** Chooses the answer to each following attempt. */
  choose(behaviourOf: (event: Omit<ReceivedEvent, 'accepted'>) => Behaviour): void;
  /** Waits until this many different events were accepted. */
  waitForAccepted(count: number): Promise<readonly ReceivedEvent[]>;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedEvent[] = [];
  let choose: (event: Omit<ReceivedEvent, 'accepted'>) => Behaviour = () => 204;
  const server = await startFakeServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { id, subject, sequence, type } = JSON.parse(body) as Omit<ReceivedEvent, 'sequence'> & {
        sequence: unknown;
      };
      const event = { id, subject, type, sequence: Number(sequence), headers: request.headers, body };
      const behaviour = choose(event);
      received.push({ ...event, accepted: typeof behaviour === 'number' && behaviour >= 200 && behaviour < 300 });
      if (typeof behaviour === 'number') response.writeHead(behaviour).end(`answer ${behaviour}`);
      else behaviour(response);
    });
  });
  return {
    url: server.url,
    received,
    answer: (behaviour) => {
      choose = () => behaviour;
    },
    choose: (behaviourOf) => {
      choose = behaviourOf;
    },
    waitForAccepted: (count) =>
      waitUntil(
        () => Promise.resolve(acceptedOnce(received)),
        (events) => events.length >= count,
      ),
    stop: () => server.stop(),
  };
}

/** The accepted events, each at its first acceptance. */
export function acceptedOnce(received: readonly ReceivedEvent[]): ReceivedEvent[] {
  const byId = new Map<string, ReceivedEvent>();
  for (const event of received) if (event.accepted && !byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()];
}

/** Finds what a receiver of ordered events must never see. @returns a description of each problem */
export function findDeliveryProblems(received: readonly ReceivedEvent[], secrets: readonly string[]): string[] {
  const problems: string[] = [];
  const last = new Map<string, number>();
  for (const event of acceptedOnce(received)) {
    const previous = last.get(event.subject) ?? 0;
    if (event.sequence < previous) problems.push(`${event.subject}: ${event.sequence} came after ${previous}`);
    last.set(event.subject, event.sequence);
  }
  const ids = new Map<string, string>();
  for (const { id, subject, sequence, headers, body } of received) {
    const name = `${subject} ${sequence}`;
    if ((ids.get(name) ?? id) !== id) problems.push(`${name} has two ids`);
    ids.set(name, id);
    if (headers['webhook-id'] !== id) problems.push(`${name} has another webhook-id`);
    if (!secrets.some((secret) => isSigned(body, headers, secret))) problems.push(`${name} has a wrong signature`);
  }
  return problems;
}

/** True when the official library accepts the signature. */
export function isSigned(body: string, headers: IncomingHttpHeaders, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

/** Creates an endpoint at which nothing listens. */
export async function createWebhookEndpoint({ url }: { readonly url: string }): Promise<void> {
  const body = { url: 'http://127.0.0.1:1024/' };
  const { status } = await callApi(url, 'POST', '/v1/webhook-endpoints', { token: await operatorToken(), body });
  if (status !== 201) throw new Error(`The endpoint was not created: status ${status}.`);
}
