import { beforeEach, describe, expect, it } from 'vitest';
import type { Order, OrdersClient } from '../../../src/page/client.js';
import type { FollowerEnvironment } from '../../../src/page/follow/follower-environment.js';
import { OrderFollower } from '../../../src/page/follow/follower.js';
import type { FollowMessage } from '../../../src/page/follow/messages.js';
import { order } from '../client/orders.js';

/** A browser with tabs, one lock and an API that counts the connections that are open at once. */
class Browser {
  readonly orders = new Map<string, Order>();
  readonly requests: string[] = [];
  private readonly tabs: Tab[] = [];
  private readonly waiting: (() => void)[] = [];
  private isLocked = false;
  private changed = deferred();
  openConnections = 0;
  maxConnections = 0;

  openTab(): Tab {
    const tab = new Tab(`tab ${this.tabs.length + 1}`, this);
    this.tabs.push(tab);
    return tab;
  }

  broadcast(sender: Tab, message: FollowMessage): void {
    const copy = structuredClone(message);
    for (const tab of this.tabs) if (tab !== sender && !tab.isClosed) queueMicrotask(() => tab.listener(copy));
  }

  async lock(signal: AbortSignal, callback: () => Promise<void>): Promise<void> {
    if (this.isLocked) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (signal.aborted) return;
    this.isLocked = true;
    await callback();
    this.isLocked = false;
    this.waiting.shift()?.();
  }

  /** Changes an order and ends the long polls that wait for it. */
  change(next: Order): void {
    this.orders.set(next.id, next);
    this.changed.resolve(undefined);
    this.changed = deferred();
  }

  /** The part of the client that the follower uses. */
  client(tab: Tab): OrdersClient {
    const get = async (_path: string, options: GetOptions) => {
      const { id } = options.params.path;
      this.requests.push(`${tab.name} ${id}`);
      this.openConnections += 1;
      this.maxConnections = Math.max(this.maxConnections, this.openConnections);
      try {
        const after = options.params.query?.after_version;
        while (after !== undefined && (this.orders.get(id)?.version ?? 0) <= after && !options.signal?.aborted) {
          await Promise.race([this.changed.promise, aborted(options.signal)]);
        }
        options.signal?.throwIfAborted();
        return { data: this.orders.get(id), response: new Response() };
      } finally {
        this.openConnections -= 1;
      }
    };
    return { GET: get } as unknown as OrdersClient;
  }
}

interface GetOptions {
  readonly params: { readonly path: { readonly id: string }; readonly query?: { readonly after_version?: number } };
  readonly signal?: AbortSignal;
}

class Tab implements FollowerEnvironment {
  isClosed = false;
  private hidden = false;
  private onVisibility: () => void = () => undefined;
  listener: (message: FollowMessage) => void = () => undefined;
  readonly follower: OrderFollower;

  constructor(
    readonly name: string,
    private readonly browser: Browser,
  ) {
    this.follower = new OrderFollower(browser.client(this), this);
  }

  get tab(): string {
    return this.name;
  }

  isHidden(): boolean {
    return this.hidden;
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
    this.onVisibility();
  }

  onVisibilityChange(listener: () => void): void {
    this.onVisibility = listener;
  }

  post(message: FollowMessage): void {
    this.browser.broadcast(this, message);
  }

  onMessage(listener: (message: FollowMessage) => void): void {
    this.listener = listener;
  }

  withLock(signal: AbortSignal, callback: (isExclusive: boolean) => Promise<void>): Promise<void> {
    return this.browser.lock(signal, () => callback(true));
  }

  /** Time passes at once, but other work comes first. */
  sleep(_ms: number, signal: AbortSignal): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => setTimeout(resolve, 2)), aborted(signal)]);
  }

  close(): void {
    this.isClosed = true;
  }
}

function deferred() {
  let resolve: (value: undefined) => void = () => undefined;
  const promise = new Promise<undefined>((settle) => (resolve = settle));
  return { promise, resolve };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

const confirmed = (id: string, version = 1) => order({ id, status: 'confirmed', version });

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

/** Opens a tab that shows an order. @returns the versions that it is told */
function show(tab: Tab, shown: Order): number[] {
  browser.orders.set(shown.id, shown);
  const versions: number[] = [];
  tab.follower.follow(shown, ({ version }) => versions.push(version));
  return versions;
}

describe('OrderFollower', () => {
  it('tells 12 tabs a change over one connection', async () => {
    const tabs = Array.from({ length: 12 }, () => browser.openTab());
    const told = tabs.map((tab) => show(tab, confirmed('a')));
    await expect.poll(() => browser.openConnections).toBe(1);
    browser.change(confirmed('a', 2));
    await expect.poll(() => told).toEqual(tabs.map(() => [2]));
    expect(browser.maxConnections).toBe(1);
    tabs.forEach(({ follower }) => follower.stop());
  });

  it('shares the connection between the orders of several tabs', async () => {
    const tabs = ['a', 'b', 'c'].map((id) => ({ id, tab: browser.openTab() }));
    const told = tabs.map(({ id, tab }) => show(tab, confirmed(id)));
    for (const { id } of tabs) browser.change(confirmed(id, 2));
    await expect.poll(() => told).toEqual([[2], [2], [2]]);
    expect(browser.maxConnections).toBe(1);
    tabs.forEach(({ tab }) => tab.follower.stop());
  });

  it('holds no connection while its tab is hidden, and reads what it missed', async () => {
    const tab = browser.openTab();
    const told = show(tab, confirmed('a'));
    await expect.poll(() => browser.openConnections).toBe(1);
    tab.hide(true);
    await expect.poll(() => browser.openConnections).toBe(0);
    browser.change(confirmed('a', 2));
    tab.hide(false);
    await expect.poll(() => told.at(-1)).toBe(2);
    tab.follower.stop();
  });

  it('hands the connection to a visible tab when its own is hidden', async () => {
    const [first, second] = [browser.openTab(), browser.openTab()];
    show(first, confirmed('a'));
    const told = show(second, confirmed('a'));
    await expect.poll(() => browser.openConnections).toBe(1);
    first.hide(true);
    browser.change(confirmed('a', 2));
    await expect.poll(() => told.at(-1)).toBe(2);
    expect(browser.requests.at(-1)).toMatch(/^tab 2/);
    second.follower.stop();
  });

  it('shows the order of a response in the other tabs', async () => {
    const [first, second] = [browser.openTab(), browser.openTab()];
    show(first, confirmed('a'));
    const told = show(second, confirmed('a'));
    first.follower.publish(confirmed('a', 3));
    await expect.poll(() => told).toContain(3);
    [first, second].forEach(({ follower }) => follower.stop());
  });

  it('requests nothing for orders that can no longer change', async () => {
    const tab = browser.openTab();
    show(tab, order({ id: 'a', status: 'failed' }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(browser.requests).toEqual([]);
    tab.follower.stop();
  });
});
