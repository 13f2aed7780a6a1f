import { count } from '../../telemetry/metrics.js';
import type { METRICS } from '../../telemetry/names.js';
import { DomainError } from '../domain-error.js';

type OutcomeMetric = (typeof METRICS)['reservations' | 'confirmations' | 'releases'];

/**
 * Counts a change as `success` and a domain error as `failed`. Repeated calls that change nothing are not counted, nor are
 * failures that will be retried.
 *
 * @param change - resolves to whether it changed anything
 */
export async function withOutcomeMetric(metric: OutcomeMetric, change: () => Promise<boolean>): Promise<void> {
  try {
    if (await change()) count(metric, { status: 'success' });
  } catch (error) {
    if (error instanceof DomainError) count(metric, { status: 'failed' });
    throw error;
  }
}
