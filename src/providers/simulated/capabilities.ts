import type { MethodCapabilities, PaymentCapabilities } from '../../domains/payments/payment-gateway.js';

const ANY: MethodCapabilities = {
  currencies: 'any',
  tokenRequired: false,
  manualCapture: true,
  refundWindowDays: null,
};

/** What the simulated gateway accepts. */
export const SIMULATED_CAPABILITIES: PaymentCapabilities = {
  methods: { credit_card: ANY, debit_card: ANY, paypal: ANY, alipay: ANY, wechat: ANY },
  amountLimits: () => ({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
};
