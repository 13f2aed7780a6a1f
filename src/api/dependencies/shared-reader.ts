/** A read that takes longer no longer delays the next one: its connection may be lost. */
const MAX_WAIT_MS = 1_000;

interface Batch<V> {
  readonly ids: Set<string>;
  readonly values: Promise<ReadonlyMap<string, V>>;
}

/**
 * Reads values by id. Requests that arrive while a read is running share the next one, so that any number of concurrent
 * requests costs one read at a time. A value is never older than its request: a request does not join a read that has started.
 */
export class SharedReader<V> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Batch<V> | undefined;

  /** @param readAll - reads the values of these ids; ids without a value are left out */
  constructor(private readonly readAll: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>) {}

  /** The values by id, which may contain ids of other requests. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, V>> {
    this.next ??= this.createBatch();
    for (const id of ids) this.next.ids.add(id);
    return this.next.values;
  }

  private createBatch(): Batch<V> {
    const ids = new Set<string>();
    const values = this.running.then(() => {
      this.next = undefined;
      return this.readAll([...ids]);
    });
    this.running = this.running.then(() => waitAtMost(MAX_WAIT_MS, values));
    return { ids, values };
  }
}

/** Resolves when the work settles, or earlier after the time. */
function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}
