import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { eventId } from '../../src/events/cloud-event.js';
import { startFakeServer, type FakeServer } from '../kit/fake-server.js';
import { seededRandom } from '../kit/random.js';
import type { Shop } from './scenario.js';
import { outcomeOf } from './shop-client.js';

/** How a receiver answers an event: accepts it, or fails in one of the ways in which receivers fail. */
type Answer = (response: ServerResponse) => void;
const accept: Answer = (response) => response.writeHead(204).end();
const FAILURES = {
  slow: (response: ServerResponse) => void setTimeout(() => response.writeHead(204).end(), 1_500),
  failing: (response: ServerResponse) => response.writeHead(500).end(),
  hanging: () => undefined,
  dropping: (response: ServerResponse) => response.destroy(),
} satisfies Record<string, Answer>;

/** Share of the attempts that fail while the run lasts. */
const FAILURE_SHARE = 0.3;
const POLL_INTERVAL_MS = 500;
/** Time for the receivers to catch up after the run. */
const CATCH_UP_MS = 180_000;

/** A receiver of webhooks, which remembers what it accepted. */
interface Receiver {
  readonly name: string;
  readonly server: FakeServer;
  /** The sequence numbers of each subject, in the order of their first acceptance. */
  readonly sequences: Map<string, number[]>;
  /** The id of each event that was accepted. */
  readonly ids: Map<string, string>;
  readonly problems: Set<string>;
  endpointId: string;
  secret: string;
  answer: () => Answer;
}

/** Endpoints that fail in different ways during a run, and must have every event afterwards. */
export class WebhookEndpoints {
  private constructor(
    private readonly shop: Shop,
    private readonly receivers: readonly Receiver[],
  ) {}

  /** Starts a receiver for each failure and one that never fails, and creates their endpoints. */
  static async start(shop: Shop, seed: number): Promise<WebhookEndpoints> {
    const random = seededRandom(seed);
    const failures: [string, Answer][] = [['healthy', accept], ...Object.entries<Answer>(FAILURES)];
    const receivers: Receiver[] = [];
    for (const [name, failure] of failures) {
      const receiver = await startReceiver(name, () => (random() < FAILURE_SHARE ? failure : accept));
      receivers.push(receiver);
      const body = { url: receiver.server.url, description: name };
      const operator = shop.client.as(shop.operator, { role: 'operator' });
      const response = await outcomeOf(operator.POST('/v1/webhook-endpoints', { body }));
      if (response?.status !== 201) throw new Error(`The webhook endpoint was not created: ${response?.status}.`);
      receiver.endpointId = response.body.id;
      receiver.secret = response.body.secret;
    }
    return new WebhookEndpoints(shop, receivers);
  }

  /** Repairs the receivers, as their owners do, and enables the endpoints, as an operator does. */
  async repair(): Promise<void> {
    const operator = this.shop.client.as(this.shop.operator, { role: 'operator' });
    for (const receiver of this.receivers) {
      receiver.answer = () => accept;
      const params = { path: { id: receiver.endpointId } };
      for (const status of ['paused', 'enabled'] as const)
        await outcomeOf(operator.PATCH('/v1/webhook-endpoints/{id}', { params, body: { status } }));
    }
  }

  /**
   * Waits until every receiver has every event of the feed.
   *
   * @returns a sentence for each receiver that lacks events, or got some out of order, forged or with two ids
   */
  async findBrokenGuarantees(database: pg.Pool, signal: AbortSignal): Promise<string[]> {
    const { rows } = await database.query<{ endpoint: string; name: string }>(
      `SELECT e.id AS endpoint, subject_type || '/' || subject_id || ' ' || sequence AS name
       FROM webhooks.endpoints e JOIN events.events ON at > e.created_at`,
    );
    const broken: string[] = [];
    const deadline = Date.now() + CATCH_UP_MS;
    for (const { name, endpointId, ids, problems, sequences } of this.receivers) {
      const expected = rows.filter(({ endpoint }) => endpoint === endpointId).map((row) => row.name);
      const missing = () => expected.filter((event) => !ids.has(event));
      while (missing().length > 0 && Date.now() < deadline) await sleep(POLL_INTERVAL_MS, undefined, { signal });
      if (missing().length > 0) broken.push(`the receiver "${name}" lacks ${missing().length} events: ${missing()[0]}`);
      for (const [subject, numbers] of sequences)
        if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0)))
          broken.push(`the receiver "${name}" got ${subject} in the order ${numbers.join(', ')}`);
      for (const problem of problems) broken.push(`the receiver "${name}" got ${problem}`);
    }
    return broken;
  }

  async stop(): Promise<void> {
    for (const { server } of this.receivers) await server.stop();
  }
}

async function startReceiver(name: string, answer: () => Answer): Promise<Receiver> {
  const server = await startFakeServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const chosen = receiver.answer();
      const body = Buffer.concat(chunks).toString();
      check(receiver, body, request.headers as Record<string, string>, chosen === accept || chosen === FAILURES.slow);
      chosen(response);
    });
  });
  const receiver: Receiver = {
    ...{ name, server, answer, endpointId: '', secret: '' },
    ...{ sequences: new Map(), ids: new Map(), problems: new Set() },
  };
  return receiver;
}

function check(receiver: Receiver, body: string, headers: Record<string, string>, isAccepted: boolean): void {
  const { id, subject, sequence, type } = JSON.parse(body) as Record<'id' | 'subject' | 'sequence' | 'type', string>;
  const event = `${subject} ${sequence}`;
  try {
    new Webhook(receiver.secret).verify(body, headers);
  } catch {
    receiver.problems.add(`${event} with a wrong signature`);
  }
  if (id !== eventId(subject, sequence, type) || headers['webhook-id'] !== id)
    receiver.problems.add(`${event} with another id`);
  if (!isAccepted || receiver.ids.has(event)) return;
  receiver.ids.set(event, id);
  receiver.sequences.set(subject, [...(receiver.sequences.get(subject) ?? []), Number(sequence)]);
}
