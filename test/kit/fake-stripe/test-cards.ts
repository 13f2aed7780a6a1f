/** What a test card does. */
export interface TestCard {
  /** Stripe's decline code. */
  readonly decline?: string;
  readonly authentication?: true;
  /** The status in which refunds start. */
  readonly refund?: 'pending';
  readonly dispute?: string;
}

/** Source: docs.stripe.com/testing. */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  pm_card_visa: {},
  pm_card_mastercard: {},
  pm_card_chargeDeclined: { decline: 'generic_decline' },
  pm_card_chargeDeclinedInsufficientFunds: { decline: 'insufficient_funds' },
  pm_card_chargeDeclinedLostCard: { decline: 'lost_card' },
  pm_card_chargeDeclinedStolenCard: { decline: 'stolen_card' },
  pm_card_authenticationRequired: { authentication: true },
  pm_card_threeDSecure2Required: { authentication: true },
  pm_card_pendingRefund: { refund: 'pending' },
  pm_card_refundFail: {},
  pm_card_createDispute: { dispute: 'fraudulent' },
  pm_card_createDisputeProductNotReceived: { dispute: 'product_not_received' },
};

/** The page on which the customer acts. The field depends on the payment method's type. */
export function nextAction(type: string, intentId: string): Readonly<Record<string, unknown>> {
  const url = `https://hooks.stripe.example/${type}/${intentId}`;
  if (type === 'alipay') return { type: 'alipay_handle_redirect', alipay_handle_redirect: { url } };
  if (type === 'wechat_pay') {
    return {
      type: 'wechat_pay_display_qr_code',
      wechat_pay_display_qr_code: { hosted_instructions_url: url },
    };
  }
  return { type: 'redirect_to_url', redirect_to_url: { url } };
}
