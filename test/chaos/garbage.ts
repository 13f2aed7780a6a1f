import type { PlaceOrderInput } from '../../src/contracts/place-order.js';
import type { GarbageSignal } from './fault-kinds.js';

const VALID_INPUT: PlaceOrderInput = {
  orderId: '7c8a5c0e-43c1-4d0c-9b3b-0d8d1b1f6a01',
  userId: '7c8a5c0e-43c1-4d0c-9b3b-0d8d1b1f6a02',
  lines: [{ productId: '7c8a5c0e-43c1-4d0c-9b3b-0d8d1b1f6a03', quantity: 1 }],
  paymentMethod: 'credit_card',
  requestFingerprint: null,
  requestId: 'chaos',
  reservationTtlSeconds: 60,
};
const [VALID_LINE] = VALID_INPUT.lines;

/** Inputs of `placeOrder` that must end the run without an order; `undefined` is no input. */
export const GARBAGE_INPUTS: readonly unknown[] = [
  ...[undefined, null, true, 42, 'garbage', '\u0000', [], {}],
  ...[null, 42, '', 'not-a-uuid', { nested: true }].map((orderId) => ({ ...VALID_INPUT, orderId })),
  ...[null, '', 'a\u0000b'].map((userId) => ({ ...VALID_INPUT, userId })),
  ...[null, {}, 'lines', [null], [{}]].map((lines) => ({ ...VALID_INPUT, lines })),
  ...[-1, 0, 1.5, '1', 1e300, null].map((quantity) => ({ ...VALID_INPUT, lines: [{ ...VALID_LINE, quantity }] })),
  { ...VALID_INPUT, lines: [{ ...VALID_LINE, productId: 'a\u0000b' }] },
  ...[null, 'gold', 7].map((paymentMethod) => ({ ...VALID_INPUT, paymentMethod })),
  ...[-1, 0, '60', null, 1e15].map((reservationTtlSeconds) => ({ ...VALID_INPUT, reservationTtlSeconds })),
];

/** Arguments of signals; `undefined` is no argument. */
export const GARBAGE_ARGUMENTS: Readonly<Record<GarbageSignal, readonly unknown[]>> = {
  cancelOrder: [
    ...[null, 42, 'garbage', [], ['a']],
    ...['a\u0000b', 7, null, { nested: true }, 'x'.repeat(20_000)].map((reason) => ({ reason })),
    ...['nobody', 7, null, '\u0000'].map((actor) => ({ reason: 'chaos', actor })),
  ],
  paymentEvent: [null, 42, 'garbage', [], { eventId: null }, { eventId: '\u0000' }, { eventId: { nested: true } }],
  unknown: [undefined, null, 'garbage', { reason: 'chaos' }],
};

/** Selects an element. @param draw - from 0 to 1 */
export function select<T>(values: readonly T[], draw: number): T | undefined {
  return values[Math.floor(draw * values.length)];
}
