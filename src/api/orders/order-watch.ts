import type { DataSource } from 'typeorm';
import { combineVersions, type Versions } from './order-version.js';

const POLL_MS = 200;

interface Watcher {
  readonly afterVersion: number;
  readonly wake: () => void;
}

/**
 * Notices changes of orders and of their payments, for all who wait for one.
 *
 * It asks the database for the versions of every watched order at once, and asks nothing while none is watched: the same
 * one small query a tick, by unique index, for one waiting caller or a thousand. A LISTEN would need a trigger on each
 * change and a connection of its own that no pooler may share, to save a fifth of a second.
 */
export class OrderWatch {
  private readonly watchers = new Map<string, Set<Watcher>>();
  private polling = false;

  constructor(private readonly database: DataSource) {}

  /** Resolves once the order has a version later than the given one, the time is over, or the signal is aborted. */
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
      // While the database is away nothing changes that could be told; those who wait read it themselves in the end.
      const versions = await this.fetchVersions([...this.watchers.keys()]).catch(() => []);
      for (const { id, ...current } of versions) {
        const version = combineVersions(current);
        for (const { afterVersion, wake } of this.watchers.get(id) ?? []) if (version > afterVersion) wake();
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.polling = false;
  }

  private fetchVersions(orderIds: readonly string[]): Promise<(Versions & { readonly id: string })[]> {
    return this.database.query(
      `SELECT o.id, o.version AS order, coalesce(p.version, 0) AS payment
       FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
       WHERE o.id = ANY ($1) AND o.deleted_at IS NULL`,
      [orderIds],
    );
  }
}
