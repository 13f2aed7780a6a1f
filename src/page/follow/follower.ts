import { ApiError, followOrder, unwrap, type Order, type OrdersClient } from '../client.js';
import type { FollowerEnvironment } from './follower-environment.js';
import { canChange, type FollowedOrder, type FollowMessage } from './messages.js';

/** The pause between two rounds when several orders share one connection, in ms. */
const ROUND_MS = 1_000;
/** How often the leader asks which orders are still shown: a tab that crashed cannot take its orders back. */
const ROLL_CALL_MS = 20_000;
/** How long a new leader waits for the answers to its first question, in ms. */
const FIRST_ANSWERS_MS = 100;

/**
 * Follows the orders that all tabs of a session show, over one connection. Browsers open six connections to a server: with one
 * for each tab, the seventh tab would never load.
 *
 * The visible tabs compete for a lock. The one that holds it follows the orders of all of them and tells them the changes. A hidden
 * tab follows nothing and gives the lock back.
 */
export class OrderFollower {
  private readonly shown = new Map<string, { order: FollowedOrder; readonly listeners: Set<(order: Order) => void> }>();
  /** The orders that other visible tabs show; only the leader uses them. */
  private readonly others = new Map<string, readonly FollowedOrder[]>();
  /** The tabs that have not answered the last roll call. */
  private readonly silentTabs = new Set<string>();
  /** The latest version of each order that a message carried. */
  private readonly latest = new Map<string, FollowedOrder>();
  private readonly rejected = new Set<string>();
  private roundKey = '';
  private wantsChanged = new AbortController();
  private leadership: AbortController | undefined;

  constructor(
    private readonly client: OrdersClient,
    private readonly environment: FollowerEnvironment,
  ) {
    environment.onMessage((message) => this.receive(message));
    environment.onVisibilityChange(() => {
      this.update();
      if (!environment.isHidden()) void this.refresh();
    });
  }

  /** Reports the changes of an order. @returns a function that ends it */
  follow(order: Order, onChange: (order: Order) => void): () => void {
    const entry = this.shown.get(order.id) ?? { order, listeners: new Set() };
    entry.listeners.add(onChange);
    this.shown.set(order.id, entry);
    this.rejected.delete(order.id);
    this.update();
    return () => {
      entry.listeners.delete(onChange);
      if (entry.listeners.size > 0 || this.shown.get(order.id) !== entry) return;
      this.shown.delete(order.id);
      this.update();
    };
  }

  /** Shows the order from a response in all tabs. */
  publish(order: Order): void {
    this.environment.post({ type: 'changed', order });
    this.apply(order);
  }

  /** Ends everything; the session is over. */
  stop(): void {
    this.shown.clear();
    this.update();
    this.environment.close();
  }

  private receive(message: FollowMessage): void {
    if (message.type === 'changed') this.apply(message.order);
    if (message.type === 'rollCall') this.tellWants();
    if (message.type === 'wants') {
      this.others.set(message.tab, message.orders);
      this.silentTabs.delete(message.tab);
      this.restartRound();
    }
  }

  private apply(order: Order): void {
    this.latest.set(order.id, reference(order));
    const entry = this.shown.get(order.id);
    if (!entry || entry.order.version > order.version) return;
    entry.order = order;
    for (const listener of entry.listeners) listener(order);
  }

  /** After a change of the orders that this tab shows, or of its visibility. */
  private update(): void {
    this.tellWants();
    this.restartRound();
    const mayLead = !this.environment.isHidden() && this.shown.size > 0;
    if (mayLead && !this.leadership) this.compete();
    if (!mayLead) {
      this.leadership?.abort();
      this.leadership = undefined;
    }
  }

  /** Reads what may have changed while no tab was visible. */
  private async refresh(): Promise<void> {
    const { signal } = new AbortController();
    for (const { order } of this.shown.values()) await this.read(order, signal);
  }

  private tellWants(): void {
    const orders = this.environment.isHidden() ? [] : [...this.shown.values()].map(({ order }) => reference(order));
    this.environment.post({ type: 'wants', tab: this.environment.tab, orders });
  }

  private restartRound(): void {
    if (this.roundKey === keyOf(this.wanted())) return;
    this.wantsChanged.abort();
    this.wantsChanged = new AbortController();
  }

  private compete(): void {
    const leadership = new AbortController();
    this.leadership = leadership;
    void this.environment.withLock(leadership.signal, (isExclusive) => this.lead(leadership.signal, isExclusive));
  }

  /** @param isExclusive - whether no other tab leads; otherwise a connection must not be held */
  private async lead(signal: AbortSignal, isExclusive: boolean): Promise<void> {
    const callRoll = () => {
      for (const tab of this.silentTabs) this.others.delete(tab);
      this.silentTabs.clear();
      for (const tab of this.others.keys()) this.silentTabs.add(tab);
      this.restartRound();
      this.environment.post({ type: 'rollCall' });
    };
    callRoll();
    const timer = setInterval(callRoll, ROLL_CALL_MS);
    try {
      await this.environment.sleep(FIRST_ANSWERS_MS, signal);
      while (!signal.aborted) {
        const round = AbortSignal.any([signal, this.wantsChanged.signal]);
        const orders = this.wanted();
        this.roundKey = keyOf(orders);
        await this.runRound(orders, round, isExclusive);
      }
    } finally {
      clearInterval(timer);
    }
  }

  private async runRound(orders: readonly FollowedOrder[], signal: AbortSignal, isExclusive: boolean): Promise<void> {
    const [first, ...more] = orders;
    try {
      if (first && more.length === 0 && isExclusive) {
        await followOrder(this.client, first, (order) => this.publish(order), signal);
        return;
      }
      for (const order of orders) await this.read(order, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (first && isRejection(error)) this.rejected.add(first.id);
    }
    await this.environment.sleep(first ? ROUND_MS : ROLL_CALL_MS, signal);
  }

  private async read({ id, version }: FollowedOrder, signal: AbortSignal): Promise<void> {
    const order = await unwrap(this.client.GET('/v1/orders/{id}', { params: { path: { id } }, signal })).catch(
      (error: unknown) => {
        if (isRejection(error)) this.rejected.add(id);
        if (signal.aborted) throw error;
        return undefined;
      },
    );
    if (order && order.version > version) this.publish(order);
  }

  /** The orders that any visible tab shows and that can still change, each as the tab with the latest version knows it. */
  private wanted(): FollowedOrder[] {
    const own = [...this.shown.values()].map(({ order }) => order);
    const wanted = new Map<string, FollowedOrder>();
    for (const order of [...own, ...[...this.others.values()].flat()]) {
      const candidates = [order, wanted.get(order.id), this.latest.get(order.id)].filter((each) => each !== undefined);
      wanted.set(
        order.id,
        candidates.reduce((newest, each) => (each.version > newest.version ? each : newest)),
      );
    }
    return [...wanted.values()].filter((order) => canChange(order) && !this.rejected.has(order.id));
  }
}

function reference({ id, status, version }: FollowedOrder): FollowedOrder {
  return { id, status, version };
}

function keyOf(orders: readonly FollowedOrder[]): string {
  return orders
    .map(({ id }) => id)
    .toSorted()
    .join();
}

function isRejection(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 429;
}
