import type { BenchOrder } from '../load/order.js';

/** Places an order with a subject; resolves when it is confirmed. @param onAccepted - called when it is accepted */
export type PlaceOrder = (order: BenchOrder, onAccepted: () => void) => Promise<void>;

/** A request to a caller; replies carry the same number. */
export interface PlaceRequest {
  readonly number: number;
  readonly order: BenchOrder;
}
export interface PlaceReply {
  readonly number: number;
  readonly event: 'accepted' | 'confirmed';
  /** Why the order was not confirmed. */
  readonly failure?: string;
}

/** The client process of a subject. Its argument is the name of a module in `callers`. */
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
