import { randomUUID } from 'node:crypto';
import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../../src/config/config.js';
import { PaymentTokens } from '../../../src/domains/payments/payment-tokens.js';
import { connectTemporal } from '../../../src/api/dependencies/temporal.js';
import type { PlaceOrderInput } from '../../../src/contracts/place-order.js';
import { readTemporalSettings } from '../../../src/temporal/settings.js';
import type { BenchOrder } from '../../load/order.js';

const tokens = new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS);

/** The API's own client, with its retries and deadlines. */
export function connect() {
  return connectTemporal(readTemporalSettings());
}

/** The card of an order, as the API seals it. */
export function encryptedCardToken({ orderId }: BenchOrder): string {
  return tokens.encrypt(orderId, 'tok_approve');
}

/** What a run of an order is started with. */
export function inputOf(order: BenchOrder): PlaceOrderInput {
  const { orderId, userId, lines } = order;
  return {
    ...{ orderId, userId, lines },
    paymentMethod: 'credit_card',
    sealedPaymentToken: encryptedCardToken(order),
    requestFingerprint: null,
    requestId: randomUUID(),
    reservationTtlSeconds: 900,
  };
}

/** @throws when the result says that the order was not confirmed */
export function expectConfirmed(result: unknown): void {
  const { status } = result as { status: unknown };
  if (status !== 'confirmed') throw new Error(`an order is ${JSON.stringify(result)}`);
}
