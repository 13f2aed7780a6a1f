import type { MethodCapabilities, PaymentCapabilities } from '../../domains/payments/payment-gateway.js';

const CARD: MethodCapabilities = {
  currencies: 'any',
  tokenRequired: true,
  manualCapture: true,
  refundWindowDays: null,
};
const REDIRECT: MethodCapabilities = { ...CARD, tokenRequired: false, manualCapture: false };

/** What Stripe accepts. */
export const STRIPE_CAPABILITIES: PaymentCapabilities = {
  methods: { credit_card: CARD, debit_card: CARD, paypal: REDIRECT, alipay: REDIRECT, wechat: REDIRECT },
  amountLimits: () => ({ minimum: 50, maximum: 99_999_999 }),
};
