import type { AmountLimits, PaymentCapabilities } from '../../domains/payments/payment-gateway.js';
import { amountStep, fromStripeAmount, STRIPE_CURRENCIES } from './currencies.js';

const CARD = { currencies: STRIPE_CURRENCIES, tokenRequired: true, manualCapture: true, refundWindowDays: null };

/** What Stripe accepts. Sources: docs.stripe.com/currencies and the pages of the payment methods. */
export const STRIPE_CAPABILITIES: PaymentCapabilities = {
  methods: {
    credit_card: CARD,
    debit_card: CARD,
    paypal: {
      currencies: [
        ...['AUD', 'CAD', 'CHF', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'NOK', 'NZD', 'PLN', 'SEK', 'SGD', 'USD'],
      ],
      tokenRequired: false,
      manualCapture: true,
      refundWindowDays: 180,
    },
    alipay: {
      currencies: ['AUD', 'CAD', 'CNY', 'EUR', 'GBP', 'HKD', 'JPY', 'MYR', 'NZD', 'SGD', 'USD'],
      tokenRequired: false,
      manualCapture: false,
      refundWindowDays: 90,
    },
    wechat: {
      currencies: ['AUD', 'CAD', 'CHF', 'CNY', 'DKK', 'EUR', 'GBP', 'HKD', 'JPY', 'NOK', 'SEK', 'SGD', 'USD'],
      tokenRequired: false,
      manualCapture: false,
      refundWindowDays: 180,
    },
  },
  amountLimits,
};

/** In amounts of Stripe's API. Other currencies have a minimum that depends on the exchange rate. */
const MINIMUMS: Readonly<Record<string, number>> = {
  ...{ AED: 200, AUD: 50, BRL: 50, CAD: 50, CHF: 50, CZK: 1_500, DKK: 250, EUR: 50, GBP: 30, HKD: 400, HUF: 17_500 },
  ...{ INR: 50, JPY: 50, MXN: 1_000, MYR: 200, NOK: 300, NZD: 50, PLN: 200, RON: 200, SEK: 300, SGD: 50, THB: 1_000 },
  USD: 50,
};

/** Stripe accepts eight digits, and twelve for IDR. */
const DEFAULT_MAXIMUM = 99_999_999;
const MAXIMUMS: Readonly<Record<string, number>> = { IDR: 999_999_999_999 };

function amountLimits(currency: string): AmountLimits {
  const step = amountStep(currency);
  const limit = (amount: number) => fromStripeAmount(amount, currency);
  const maximum = limit(MAXIMUMS[currency] ?? DEFAULT_MAXIMUM);
  return {
    minimum: Math.max(step, limit(MINIMUMS[currency] ?? 0)),
    maximum: maximum - (maximum % step),
    multipleOf: step,
  };
}
