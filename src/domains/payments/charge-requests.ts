import { chargeKey } from './charge-key.js';
import type { ChargeReference, ChargeRequest } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';

export function toChargeRequest({ orderId, amount, currency, method }: Payment): ChargeRequest {
  return { idempotencyKey: chargeKey(orderId), orderId, amount, currency, method };
}

export function toChargeReference({ orderId, transactionId }: Payment): ChargeReference {
  return { idempotencyKey: chargeKey(orderId), transactionId };
}
