import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import { combineVersions } from '../../representations/order-version.js';

const POLL_MS = 200;

interface Watcher {
  readonly afterVersion: number;
  readonly wake: () => void;
}

/**
 * Detects changes of orders and their payments for every request that waits for one.
 *
 * It polls: each tick reads the versions of all watched orders with two small index lookups, whether one caller waits
 * or a thousand, and nothing is read while no caller waits. LISTEN/NOTIFY would save at most one tick of delay, but it
 * needs a trigger on every change and a dedicated connection, which connection poolers cannot share.
 */
export class OrderWatch {
  private readonly watchers = new Map<string, Set<Watcher>>();
  private polling = false;

  constructor(
    private readonly orders: Pick<OrderReader, 'versions'>,
    private readonly payments: Pick<PaymentReader, 'versions'>,
  ) {}

  /**
   * Resolves when the order has a version later than `afterVersion`, the timeout expires or the signal is aborted.
   *
   * @param timeoutMs - milliseconds; without it only a change or the signal ends the wait
   */
  waitForChange(orderId: string, afterVersion: number, signal: AbortSignal, timeoutMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.remove(orderId, watcher);
        resolve();
      };
      const watcher = { afterVersion, wake };
      const timer = timeoutMs === undefined ? undefined : setTimeout(wake, timeoutMs);
      if (signal.aborted) wake();
      else {
        signal.addEventListener('abort', wake);
        this.add(orderId, watcher);
      }
    });
  }

  private add(orderId: string, watcher: Watcher): void {
    this.watchers.set(orderId, (this.watchers.get(orderId) ?? new Set()).add(watcher));
    if (!this.polling) void this.poll();
  }

  private remove(orderId: string, watcher: Watcher): void {
    const orderWatchers = this.watchers.get(orderId);
    orderWatchers?.delete(watcher);
    if (orderWatchers?.size === 0) this.watchers.delete(orderId);
  }

  private async poll(): Promise<void> {
    this.polling = true;
    while (this.watchers.size > 0) {
      // During a database outage the watchers keep waiting; the outage surfaces when their handler reads the order
      // again.
      const versions = await this.readVersions([...this.watchers.keys()]).catch(() => new Map<string, number>());
      for (const [orderId, version] of versions)
        for (const { afterVersion, wake } of this.watchers.get(orderId) ?? []) if (version > afterVersion) wake();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.polling = false;
  }

  private async readVersions(orderIds: readonly string[]): Promise<Map<string, number>> {
    const [orders, payments] = await Promise.all([this.orders.versions(orderIds), this.payments.versions(orderIds)]);
    return new Map([...orders].map(([id, order]) => [id, combineVersions({ order, payment: payments.get(id) ?? 0 })]));
  }
}
