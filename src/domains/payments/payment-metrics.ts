import { count, observe, record } from '../../telemetry/metrics.js';
import { METRICS } from '../../telemetry/names.js';
import type { Payment } from './payment.entity.js';

/** Minor units of the one currency that the metric of amounts is in. */
const CENTS_PER_DOLLAR = 100;

const outcomeCounts = { success: 0, failed: 0 };

/** Tells of a payment that was decided just now, by us. */
export function recordOutcome(status: 'success' | 'failed', { method, amount, currency }: Payment): void {
  outcomeCounts[status] += 1;
  count(METRICS.paymentsProcessed, { status, method });
  if (status === 'success' && currency === 'USD') record(METRICS.paymentAmount, amount / CENTS_PER_DOLLAR, { method });
}

/** Reports the share of payments that succeeded, once one was decided. @returns stops reporting */
export function reportSuccessRate(): () => void {
  return observe(METRICS.paymentSuccessRate, () => {
    const total = outcomeCounts.success + outcomeCounts.failed;
    return Promise.resolve(total === 0 ? [] : [[(outcomeCounts.success / total) * 100, {}]]);
  });
}
