import type { BenchOrder } from '../load/order.js';

/** Places an order one contender's way; resolves once it is confirmed. @param onAccepted - the order stands */
export type PlaceOrder = (order: BenchOrder, onAccepted: () => void) => Promise<void>;

/** What a caller is asked, and what it answers, by the number of the order. */
export interface PlaceRequest {
  readonly number: number;
  readonly order: BenchOrder;
}
export interface PlaceReply {
  readonly number: number;
  readonly event: 'accepted' | 'confirmed';
  /** Why it is not confirmed. */
  readonly failure?: string;
}

/** The process that calls on a contender. Its argument is the module in `callers` that knows how. */
const [name = ''] = process.argv.slice(2);
const { open } = (await import(`./callers/${name}.js`)) as { open: () => Promise<PlaceOrder> };
const placeOrder = await open();

process.on('message', ({ number, order }: PlaceRequest) => {
  const reply = (message: Omit<PlaceReply, 'number'>) => process.send?.({ number, ...message });
  placeOrder(order, () => reply({ event: 'accepted' })).then(
    () => reply({ event: 'confirmed' }),
    (error: unknown) => reply({ event: 'confirmed', failure: String((error as Error).stack) }),
  );
});
for (const signal of ['disconnect', 'SIGTERM']) process.on(signal, () => process.exit());
process.send?.('ready');
