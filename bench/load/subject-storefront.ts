import type { Subject } from '../subjects/subject.js';
import type { BenchOrder } from './order.js';
import type { Attempt, Storefront } from './storefront.js';

/** Places orders with a subject that has no API. Its customers leave after a time, while its work goes on. */
export class SubjectStorefront implements Storefront {
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly confirmed = new Map<string, Date>();

  /** @param patienceMs - how long a customer waits for an answer, in ms */
  constructor(
    private readonly subject: Subject,
    private readonly patienceMs: number,
  ) {}

  place(order: BenchOrder): Promise<Attempt> {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const answer = (outcome: Attempt['outcome'], code?: string) => {
        clearTimeout(timer);
        const orderId = outcome === 'placed' ? order.orderId : undefined;
        resolve({ outcome, code, orderId, retryAfterSeconds: 0, ms: performance.now() - startedAt });
      };
      const timer = setTimeout(() => answer('no answer'), this.patienceMs);
      const work = this.subject
        .place(order, () => answer('placed'))
        .then(
          () => {
            this.confirmed.set(order.orderId, new Date());
            answer('placed');
          },
          (error: unknown) => answer('refused', firstLineOf(error)),
        )
        .finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    });
  }

  async confirmedSince(startedAt: Date): Promise<ReadonlyMap<string, Date>> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    return new Map([...this.confirmed].filter(([, at]) => at >= startedAt));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function firstLineOf(error: unknown): string {
  return (error as Error).message.split('\n')[0] ?? '';
}
