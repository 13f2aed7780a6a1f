import type { EventFeed } from './feed.js';
import { isAfter } from './feed-cursor.js';

const POLL_MS = 200;

interface Watcher {
  readonly after: string;
  readonly wake: () => void;
}

/**
 * Detects new events for every reader of this process that waits for one. It polls as OrderWatch does: one small query per tick for
 * all readers, and none while no reader waits.
 */
export class EventWatch {
  private readonly watchers = new Set<Watcher>();
  private polling = false;

  constructor(private readonly feed: Pick<EventFeed, 'last'>) {}

  /**
   * Resolves when the feed has an event after the cursor, the timeout expires or the signal is aborted.
   *
   * @param timeoutMs - milliseconds; without it only an event or the signal ends the wait
   */
  waitForEvents(after: string, signal: AbortSignal, timeoutMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.watchers.delete(watcher);
        resolve();
      };
      const watcher = { after, wake };
      const timer = timeoutMs === undefined ? undefined : setTimeout(wake, timeoutMs);
      if (signal.aborted) wake();
      else {
        signal.addEventListener('abort', wake);
        this.watchers.add(watcher);
        if (!this.polling) void this.poll();
      }
    });
  }

  private async poll(): Promise<void> {
    this.polling = true;
    while (this.watchers.size > 0) {
      // During a database outage the readers keep waiting; the outage surfaces when they read the feed again.
      const last = await this.feed.last().catch(() => undefined);
      if (last !== undefined) for (const { after, wake } of [...this.watchers]) if (isAfter(last, after)) wake();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.polling = false;
  }
}
