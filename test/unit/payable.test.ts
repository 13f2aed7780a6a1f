import { describe, expect, it } from 'vitest';
import {
  AmountNotPayable,
  AmountTooLarge,
  AmountTooSmall,
  CurrencyNotSupported,
  PaymentMethodNotAvailable,
  PaymentTokenRequired,
} from '../../src/domains/payments/errors.js';
import { assertPayable, type PlannedPayment } from '../../src/domains/payments/payable.js';
import type { MethodCapabilities, PaymentCapabilities } from '../../src/domains/payments/payment-gateway.js';

const card: MethodCapabilities = {
  currencies: 'any',
  tokenRequired: true,
  manualCapture: true,
  refundWindowDays: null,
};

const capabilities: PaymentCapabilities = {
  methods: { credit_card: card, alipay: { ...card, tokenRequired: false, currencies: ['CNY', 'USD'] } },
  amountLimits: (currency) => ({
    minimum: currency === 'JPY' ? 50 : 30,
    maximum: 99_999_999,
    ...(currency === 'KWD' && { multipleOf: 10 }),
  }),
};

const check = (payment: Partial<PlannedPayment>) => () =>
  assertPayable(capabilities, { method: 'credit_card', currency: 'USD', amount: 30, hasToken: true, ...payment });

describe('assertPayable', () => {
  it.each<Partial<PlannedPayment>>([
    {},
    { amount: 99_999_999 },
    { currency: 'JPY', amount: 50 },
    { currency: 'KWD', amount: 1_010 },
    { method: 'alipay', hasToken: false },
    { method: 'alipay', currency: 'CNY' },
  ])('accepts %j', (payment) => {
    expect(check(payment)).not.toThrow();
  });

  it.each<[Partial<PlannedPayment>, new (...args: never[]) => Error, Record<string, unknown>]>([
    [{ method: 'paypal' }, PaymentMethodNotAvailable, { payment_method: 'paypal' }],
    [{ method: 'alipay', currency: 'EUR' }, CurrencyNotSupported, { currency: 'EUR', payment_method: 'alipay' }],
    [{ hasToken: false }, PaymentTokenRequired, { payment_method: 'credit_card' }],
    [{ amount: 29 }, AmountTooSmall, { minimum: 30, currency: 'USD' }],
    [{ currency: 'JPY', amount: 49 }, AmountTooSmall, { minimum: 50, currency: 'JPY' }],
    [{ currency: 'KWD', amount: 1_005 }, AmountNotPayable, { multiple_of: 10, currency: 'KWD' }],
    [{ amount: 100_000_000 }, AmountTooLarge, { maximum: 99_999_999, currency: 'USD' }],
  ])('rejects %j', (payment, error, details) => {
    expect(check(payment)).toThrow(error);
    expect(check(payment)).toThrow(expect.objectContaining({ details }) as Error);
  });
});
