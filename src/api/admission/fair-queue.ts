/** A queue that serves its users in turn, so that the requests of one user do not delay those of others. */
export class FairQueue<T> {
  /** In the order in which the users are served next. No list is empty. */
  private readonly items = new Map<string, T[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(user: string, item: T): void {
    const own = this.items.get(user);
    if (own) own.push(item);
    else this.items.set(user, [item]);
    this.count += 1;
  }

  /** Removes and returns the oldest item of the user whose turn it is; undefined when the queue is empty. */
  shift(): T | undefined {
    const [user] = this.items.keys();
    if (user === undefined) return undefined;
    const own = this.items.get(user) ?? [];
    const item = own.shift();
    this.items.delete(user);
    if (own.length > 0) this.items.set(user, own);
    this.count -= 1;
    return item;
  }

  /** Removes and returns the newest item of the user with the most items, of several the last in turn; undefined when the queue is empty. */
  dropNewestOfBusiest(): T | undefined {
    let busiest: string | undefined;
    let most = 0;
    for (const [user, { length }] of this.items) if (length >= most) [busiest, most] = [user, length];
    const item = busiest === undefined ? undefined : this.items.get(busiest)?.at(-1);
    if (busiest !== undefined && item !== undefined) this.remove(busiest, item);
    return item;
  }

  remove(user: string, item: T): void {
    const own = this.items.get(user) ?? [];
    const index = own.indexOf(item);
    if (index === -1) return;
    own.splice(index, 1);
    if (own.length === 0) this.items.delete(user);
    this.count -= 1;
  }
}
