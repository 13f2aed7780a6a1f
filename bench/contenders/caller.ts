import type { BenchOrder } from '../load/order.js';

/** Places an order one contender's way; resolves once it is confirmed. @param onAccepted - the order stands */
export type PlaceOne = (order: BenchOrder, onAccepted: () => void) => Promise<void>;

/** What a caller is asked, and what it answers, by the number of the order. */
export interface Asked {
  readonly number: number;
  readonly order: BenchOrder;
}
export interface Answered {
  readonly number: number;
  readonly what: 'accepted' | 'confirmed';
  /** Why it is not confirmed. */
  readonly failure?: string;
}

/** The process that calls on a contender. Its argument is the module in `callers` that knows how. */
const [name = ''] = process.argv.slice(2);
const { open } = (await import(`./callers/${name}.js`)) as { open: () => Promise<PlaceOne> };
const placeOne = await open();

process.on('message', ({ number, order }: Asked) => {
  const answer = (answered: Omit<Answered, 'number'>) => process.send?.({ number, ...answered });
  placeOne(order, () => answer({ what: 'accepted' })).then(
    () => answer({ what: 'confirmed' }),
    (error: unknown) => answer({ what: 'confirmed', failure: String((error as Error).stack) }),
  );
});
for (const end of ['disconnect', 'SIGTERM']) process.on(end, () => process.exit());
process.send?.('ready');
