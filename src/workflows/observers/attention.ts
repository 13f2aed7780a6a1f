import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';
import type { SagaObserver } from '../saga/saga-observer.js';
import type { CompensableStep, Step } from '../saga/step.js';

/** Sets the search attribute `NeedsAttention` while a compensation is parked. */
export class Attention implements SagaObserver<Step> {
  private readonly parkedIds = new Set<string>();
  /** A run that continues another one starts with its search attributes. */
  private published = workflowInfo().typedSearchAttributes.get(SEARCH_ATTRIBUTES.needsAttention) ?? false;

  compensationParked(_step: CompensableStep<Step>, { id }: ParkedCompensation): void {
    this.parkedIds.add(id);
    this.publish();
  }

  compensationCompleted({ id }: Step): void {
    this.parkedIds.delete(id);
    this.publish();
  }

  /** Another run continues the compensations. */
  clear(): void {
    this.parkedIds.clear();
    this.publish();
  }

  private publish(): void {
    const needed = this.parkedIds.size > 0;
    if (needed === this.published) return;
    this.published = needed;
    upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.needsAttention, value: needed }]);
  }
}
