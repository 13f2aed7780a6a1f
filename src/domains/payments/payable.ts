import type { PaymentMethod } from '../../contracts/payments.js';
import {
  AmountNotPayable,
  AmountTooLarge,
  AmountTooSmall,
  CurrencyNotSupported,
  PaymentMethodNotAvailable,
  PaymentTokenRequired,
} from './errors.js';
import type { PaymentCapabilities } from './payment-gateway.js';

/** What is known of a payment before its order is accepted. */
export interface PlannedPayment {
  readonly method: PaymentMethod;
  /** ISO 4217. */
  readonly currency: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** Whether the customer sent a token of the provider. */
  readonly hasToken: boolean;
}

/**
 * Rejects a payment that the provider would refuse to create, so that no stock is held for it.
 *
 * @throws PaymentMethodNotAvailable, CurrencyNotSupported, PaymentTokenRequired, AmountTooSmall, AmountTooLarge,
 * AmountNotPayable
 */
export function assertPayable(
  capabilities: PaymentCapabilities,
  { method, currency, amount, hasToken }: PlannedPayment,
): void {
  const accepted = capabilities.methods[method];
  if (!accepted) throw new PaymentMethodNotAvailable(method);
  if (accepted.currencies !== 'any' && !accepted.currencies.includes(currency))
    throw new CurrencyNotSupported(currency, method);
  if (accepted.tokenRequired && !hasToken) throw new PaymentTokenRequired(method);
  const { minimum, maximum, multipleOf = 1 } = capabilities.amountLimits(currency);
  if (amount < minimum) throw new AmountTooSmall(minimum, currency);
  if (amount > maximum) throw new AmountTooLarge(maximum, currency);
  if (amount % multipleOf !== 0) throw new AmountNotPayable(multipleOf, currency);
}
