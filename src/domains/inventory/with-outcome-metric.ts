import { count } from '../../telemetry/metrics.js';
import type { METRICS } from '../../telemetry/names.js';
import { DomainError } from '../domain-error.js';

type OutcomeMetric = (typeof METRICS)['reservations' | 'confirmations' | 'releases'];

/**
 * Counts a change of the books as a success, and its refusal as a failure. What changed nothing, since it had been done
 * before, is not counted, nor is a failure that will be tried again.
 *
 * @param change - whether it changed anything
 */
export async function withOutcomeMetric(metric: OutcomeMetric, change: () => Promise<boolean>): Promise<void> {
  try {
    if (await change()) count(metric, { status: 'success' });
  } catch (error) {
    if (error instanceof DomainError) count(metric, { status: 'failed' });
    throw error;
  }
}
