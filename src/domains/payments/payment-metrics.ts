import { count, observe, record } from '../../telemetry/metrics.js';
import { METRICS } from '../../telemetry/names.js';
import type { DisputeStatus } from './dispute-status.js';
import type { Payment } from './payment.entity.js';
import type { RefundStatus } from './refund-status.js';

/** The metric of amounts is in USD. */
const CENTS_PER_DOLLAR = 100;

const outcomeCounts = { success: 0, failed: 0 };

/** Counts a payment that this process has just decided. */
export function recordOutcome(status: 'success' | 'failed', { method, amount, currency }: Payment): void {
  outcomeCounts[status] += 1;
  count(METRICS.paymentsProcessed, { status, method });
  if (status === 'success' && currency === 'USD') record(METRICS.paymentAmount, amount / CENTS_PER_DOLLAR, { method });
}

/**
 * Reports the percentage of payments that succeeded; nothing until one is decided.
 *
 * @returns a function that stops the reporting
 */
export function reportSuccessRate(): () => void {
  return observe(METRICS.paymentSuccessRate, () => {
    const total = outcomeCounts.success + outcomeCounts.failed;
    return Promise.resolve(total === 0 ? [] : [[(outcomeCounts.success / total) * 100, {}]]);
  });
}

/** Counts a refund that entered a status. */
export function recordRefund(status: RefundStatus): void {
  count(METRICS.refunds, { status });
}

/** Counts a dispute that was opened or closed. */
export function recordDispute(status: DisputeStatus): void {
  count(METRICS.disputes, { status });
}
