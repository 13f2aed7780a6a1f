import { randomUUID } from 'node:crypto';
import { LOCAL_PAYMENT_TOKEN_KEYS } from '../../../src/config/config.js';
import { PaymentTokens } from '../../../src/domains/payments/payment-tokens.js';
import { connectTemporal } from '../../../src/api/dependencies/temporal.js';
import type { PlaceOrderInput } from '../../../src/contracts/place-order.js';
import { readTemporalSettings } from '../../../src/temporal/settings.js';
import type { BenchOrder } from '../../load/order.js';

const tokens = new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS);

/** Connects like the API, with its retries and deadlines. */
export function connect() {
  return connectTemporal(readTemporalSettings());
}

/** The payment token of an order, encrypted like the API does. */
export function encryptedCardToken({ orderId }: BenchOrder): string {
  return tokens.encrypt(orderId, 'tok_approve');
}

/** The input of an order's run. */
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

/** @throws when the order was not confirmed */
export function expectConfirmed(result: unknown): void {
  const { status } = result as { status: unknown };
  if (status !== 'confirmed') throw new Error(`The order was not confirmed: ${JSON.stringify(result)}`);
}
