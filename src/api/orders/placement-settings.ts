import type { PaymentMethod } from '../../contracts/payments.js';
import type { Pricing } from '../../domains/orders/pricing-rules.js';
import type { PaymentCapabilities } from '../../domains/payments/payment-gateway.js';

export interface PlacementSettings {
  /** Time to wait until the order is accepted, in seconds. */
  readonly timeoutSeconds: number;
  /** Time that stock stays reserved for an unpaid order, in seconds. */
  readonly reservationTtlSeconds: number;
  /** Payments by these methods are authorized first and captured when the stock is confirmed; none by default. */
  readonly manualCaptureMethods?: readonly PaymentMethod[];
  /** Where browsers find the page, without a slash at the end; runs link to it. */
  readonly pageUrl?: string | undefined;
  /** What the payment provider accepts; without it, only the run checks the payment. */
  readonly capabilities?: PaymentCapabilities;
  /** The rules of the shop; without them, an order costs the sum of its items. */
  readonly pricing?: Pricing | undefined;
}
