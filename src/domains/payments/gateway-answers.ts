import { cleanText, isSafeText } from '../../text/safe-text.js';
import { GatewayRejected } from './errors.js';
import type { Charge, GatewayDispute, GatewayRefund } from './payment-gateway.js';

/** As long as the reasons that this service accepts. */
const MAX_LENGTH = 500;

/**
 * A charge that can be compared and stored. A provider may write currencies in lower case and put any text into its codes. A dispute
 * without a usable amount counts as one about the whole charge.
 */
export function usableCharge(charge: Charge): Charge {
  const currency = charge.currency.toUpperCase();
  return {
    ...charge,
    currency,
    declineCode: usableText(charge.declineCode),
    disputes: charge.disputes.map((dispute) => usableDispute(dispute, { ...charge, currency })),
  };
}

/** The refunds that moved an amount. */
export function usableRefunds(refunds: readonly GatewayRefund[]): GatewayRefund[] {
  return refunds.filter(({ amount }) => isAmount(amount)).map(usableRefund);
}

export function usableRefund(refund: GatewayRefund): GatewayRefund {
  return { ...refund, failureReason: usableText(refund.failureReason) };
}

/** The code is stored, and the message is shown to callers. */
export function usableError(error: unknown): unknown {
  if (!(error instanceof GatewayRejected) || isSafeText(error.gatewayCode + error.message)) return error;
  const message = error.message.replace(/^Payment gateway error: /, '');
  return new GatewayRejected(
    usableText(error.gatewayCode) ?? 'refused',
    usableText(message) ?? 'The request was refused.',
  );
}

function usableDispute(dispute: GatewayDispute, charge: Pick<Charge, 'amount' | 'currency'>): GatewayDispute {
  const currency = dispute.currency.toUpperCase();
  const isUsable = isAmount(dispute.amount) && /^[A-Z]{3}$/.test(currency);
  return {
    ...dispute,
    ...(isUsable ? { currency } : { amount: charge.amount, currency: charge.currency }),
    reason: usableText(dispute.reason) ?? 'unknown',
  };
}

function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0;
}

function usableText(text: string | null): string | null {
  return text === null ? null : cleanText(text, MAX_LENGTH) || null;
}
