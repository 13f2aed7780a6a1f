import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryAttempt } from '../domains/webhooks/deliveries.js';
import type { DeliveryStore, QueueChange, QueuedEvent } from '../domains/webhooks/delivery-store.js';
import type { DisabledReason, WebhookEndpoint } from '../domains/webhooks/endpoint.entity.js';
import type { WebhookEventFeed, WebhookEvent } from '../domains/webhooks/event-feed.js';
import { testEvent } from '../domains/webhooks/test-event.js';
import type { RetrySchedule } from '../domains/webhooks/retry-schedule.js';
import { inLanes, type Lane } from './lanes.js';
import type { Attempt } from './send.js';

/** Events of a round. */
const BATCH_SIZE = 100;
/** Subjects to which an endpoint gets events at one time. */
export const CONCURRENCY = 8;
/** Events that may wait for a retry before the endpoint gets no new ones; the others wait in the feed. */
const MAX_WAITING = 100;
/** Failures in a row after which the endpoint counts as away: one event at a time tries whether it is back. */
const AWAY_AFTER = CONCURRENCY;
/** Milliseconds between two looks at the feed when there is nothing to do. */
const IDLE_MS = 500;

export interface DeliveryContext {
  readonly store: DeliveryStore;
  readonly feed: WebhookEventFeed;
  readonly schedule: RetrySchedule;
  /** Sends one event. */
  readonly send: (endpoint: WebhookEndpoint, event: WebhookEvent) => Promise<Attempt>;
  /** False when the lease may end before an attempt does. */
  readonly maySend: () => boolean;
  readonly onAttempt: (attempt: DeliveryAttempt) => void;
  readonly onDisabled: (endpoint: WebhookEndpoint, reason: DisabledReason) => void;
}

/** An event to send and what the queue knows of it. */
interface Item {
  readonly event: WebhookEvent;
  readonly queued: Omit<QueuedEvent, 'queuedAt'>;
  /** True when the queue has a row of it. */
  readonly isQueued: boolean;
}

/** Delivers the feed to one endpoint until it is stopped. Each subject's events are sent one after the other. */
export class EndpointDelivery {
  private readonly abort = new AbortController();
  private cursor: string;
  private failuresInRow: number;
  /** Events in the queue: never fewer than there are of this process, so that none is overtaken. 1 until it is known. */
  private waiting = 1;
  /** Rounds that were recorded. */
  rounds = 0;
  readonly done: Promise<void>;

  constructor(
    readonly endpoint: WebhookEndpoint,
    state: { readonly cursor: string; readonly failuresInRow: number },
    private readonly context: DeliveryContext,
    private readonly onError: (error: unknown) => void,
  ) {
    this.cursor = state.cursor;
    this.failuresInRow = state.failuresInRow;
    this.done = this.run();
  }

  /**
   * Tells how many events are in the queue.
   *
   * @param asOf - `rounds` before they were counted. A count that a round has overtaken is ignored
   */
  setWaiting(waiting: number, asOf: number): void {
    if (asOf === this.rounds) this.waiting = waiting;
  }

  /** Resolves when the attempts under way have ended and are recorded. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      const progressed = await this.round().catch((error: unknown) => {
        this.onError(error);
        return false;
      });
      if (!progressed) await sleep(IDLE_MS, undefined, { signal: this.abort.signal }).catch(() => undefined);
    }
  }

  /** @returns false when there was nothing to do */
  private async round(): Promise<boolean> {
    const limit = this.failuresInRow >= AWAY_AFTER ? 1 : BATCH_SIZE;
    const due = this.waiting > 0 ? await this.dueItems(limit) : { items: [], expired: [] };
    const page = this.waiting < MAX_WAITING ? await this.context.feed.read(this.cursor, limit) : undefined;
    const fresh = (page?.events ?? []).filter(({ type }) => this.wants(type));
    const blocked = await this.blockedSubjects(fresh);
    const isBlocked = ({ subject }: WebhookEvent) => blocked.has(subject);

    const lanes = inLanes([...due.items, ...fresh.filter((event) => !isBlocked(event)).map(toItem)], subjectOf);
    const outcome = await this.sendLanes(lanes);
    const queue = [...outcome.queue, ...due.expired, ...fresh.filter(isBlocked).map(toItem).map(behind)];
    const moved = page !== undefined && page.events.length > 0;
    if (outcome.attempts.length === 0 && queue.length === 0 && !moved) return false;

    const wasAway = this.failuresInRow >= AWAY_AFTER;
    const failuresInRow = countFailuresInRow(this.failuresInRow, outcome.attempts);
    const cursor = moved ? page.cursor : this.cursor;
    const { store } = this.context;
    const { id, version } = this.endpoint;
    const { attempts } = outcome;
    const recorded = await store.record(id, { version, cursor, failuresInRow, attempts, queue });
    if (!recorded) {
      // The lease ended. The next owner continues from what is recorded.
      this.abort.abort();
      return false;
    }
    this.rounds += 1;
    this.cursor = cursor;
    this.failuresInRow = failuresInRow;
    this.waiting = Math.max(this.waiting, queue.length);
    outcome.attempts.forEach(this.context.onAttempt);
    if (wasAway && failuresInRow === 0) await store.retryNow(this.endpoint.id);
    if (outcome.disable !== undefined) await this.disable(outcome.disable);
    return outcome.attempts.length > 0 || moved;
  }

  /** Events that are not kept any more, or of types that the endpoint no longer gets, leave the queue as `expired`. */
  private async dueItems(limit: number): Promise<{ items: Item[]; expired: QueueChange[] }> {
    const rows = await this.context.store.due(this.endpoint.id, limit);
    if (rows.length === 0) return { items: [], expired: [] };
    const kept = await this.context.feed.find(rows.filter((row) => this.isStillWanted(row)));
    const events = new Map(kept.map((event) => [event.id, event]));
    const items: Item[] = [];
    const expired: QueueChange[] = [];
    for (const row of rows) {
      const event = row.kind === 'test' ? testEvent(row) : events.get(row.eventId);
      if (event) items.push({ event, queued: row, isQueued: true });
      else expired.push({ ...row, retryInSeconds: null });
    }
    return { items, expired };
  }

  private async blockedSubjects(events: readonly WebhookEvent[]): Promise<ReadonlySet<string>> {
    if (this.waiting === 0 || events.length === 0) return new Set();
    return this.context.store.waitingSubjects(this.endpoint.id, [...new Set(events.map(({ subject }) => subject))]);
  }

  private async sendLanes(lanes: readonly Lane<Item>[]) {
    const attempts: DeliveryAttempt[] = [];
    const queue: QueueChange[] = [];
    let disable: DisabledReason | undefined;
    const isOver = () =>
      this.abort.signal.aborted ||
      disable !== undefined ||
      !this.context.maySend() ||
      // A try of its own is made for one event; the others need not wait for their time-outs.
      (attempts.length > 0 && countFailuresInRow(this.failuresInRow, attempts) >= AWAY_AFTER);

    const sendLane = async (lane: Lane<Item>) => {
      for (const [index, item] of lane.entries()) {
        if (isOver()) return void queue.push(...lane.slice(index).filter(isNew).map(behind));
        const attempt = await this.attempt(item);
        attempts.push(attempt);
        const change = this.afterAttempt(item, attempt);
        if (change) queue.push(change);
        disable ??= this.reasonToDisable(attempt, change);
        if (!attempt.delivered && item.queued.kind !== 'test')
          return void queue.push(
            ...lane
              .slice(index + 1)
              .filter(isNew)
              .map(behind),
          );
      }
    };
    const next = lanes.values();
    const worker = async () => {
      for (const lane of next) await sendLane(lane);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return { attempts, queue, disable };
  }

  private async attempt({ event, queued }: Item): Promise<DeliveryAttempt> {
    const at = new Date();
    const { eventId, kind, type, subject, sequence, attempts } = queued;
    const result = await this.context.send(this.endpoint, event);
    return { eventId, kind, type, subject, sequence, number: attempts + 1, at, ...result };
  }

  private afterAttempt({ queued, isQueued }: Item, { delivered, at }: DeliveryAttempt): QueueChange | undefined {
    const { eventId, kind, type, subject, sequence } = queued;
    const attempts = queued.attempts + 1;
    const change = { eventId, kind, type, subject, sequence, attempts };
    if (delivered || kind === 'test')
      return isQueued ? { ...change, firstFailedAt: queued.firstFailedAt, retryInSeconds: null } : undefined;
    const retryInSeconds = this.context.schedule.delayAfter(attempts);
    return { ...change, firstFailedAt: queued.firstFailedAt ?? at, retryInSeconds };
  }

  private reasonToDisable(attempt: DeliveryAttempt, change: QueueChange | undefined): DisabledReason | undefined {
    if (attempt.status === 410) return 'endpoint_gone';
    if (attempt.delivered || change?.retryInSeconds == null || change.firstFailedAt === null) return undefined;
    const failingSeconds = (attempt.at.getTime() - new Date(change.firstFailedAt).getTime()) / 1_000;
    return failingSeconds >= this.context.schedule.giveUpAfter ? 'retries_exhausted' : undefined;
  }

  private async disable(reason: DisabledReason): Promise<void> {
    this.abort.abort();
    if (await this.context.store.disable(this.endpoint, reason)) this.context.onDisabled(this.endpoint, reason);
  }

  /** A redelivery is sent whatever types the endpoint wants now: an operator asked for that event. */
  private isStillWanted({ kind, type }: QueuedEvent): boolean {
    return kind === 'redelivery' || (kind === 'event' && this.wants(type));
  }

  private wants(type: string): boolean {
    const { types } = this.endpoint;
    return types.length === 0 || types.includes(type);
  }
}

const subjectOf = ({ event }: Item) => event.subject;
const isNew = ({ isQueued }: Item) => !isQueued;

function toItem(event: WebhookEvent): Item {
  const { id: eventId, type, subject, sequence } = event;
  const queued = { eventId, kind: 'event', type, subject, sequence, attempts: 0, firstFailedAt: null } as const;
  return { event, queued, isQueued: false };
}

/** Puts an event into the queue without an attempt, behind an earlier one of its subject. */
function behind({ queued }: Item): QueueChange {
  return { ...queued, retryInSeconds: 0 };
}

function countFailuresInRow(before: number, attempts: readonly DeliveryAttempt[]): number {
  return attempts.reduce((count, { delivered }) => (delivered ? 0 : count + 1), before);
}
