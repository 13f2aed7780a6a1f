import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { StockRequest } from '../domains/inventory/reservations.service.js';
import type { Ending, OrderRequest } from '../domains/orders/orders.service.js';
import type { PaymentRequest } from '../domains/payments/payments.service.js';
import { SPANS } from '../telemetry/names.js';
import { inSpan } from '../telemetry/spans.js';
import { inventory, orders, payments } from './activities.js';
import { untilDone } from './saga.js';
import { STEPS, type Undo } from './steps.js';

export interface CancelConfirmedOrderInput {
  readonly order: OrderRequest;
  readonly charge: PaymentRequest;
  readonly stock: StockRequest;
  readonly ending: Ending;
}

export function cancellationWorkflowId(orderId: string): string {
  return `cancel-${orderId}`;
}

/**
 * Undoes an order that was confirmed: refund, restock, cancelled.
 *
 * Only forward, and not to be cancelled: once the money is on its way back there is no order left to keep. Each step is
 * idempotent and tried until it succeeds.
 */
export async function cancelConfirmedOrder({ order, charge, stock, ending }: CancelConfirmedOrderInput): Promise<void> {
  await CancellationScope.nonCancellable(() =>
    inSpan(SPANS.rollback, {}, async (tracing) => {
      const undo = async ({ name, begins }: Undo, act: () => Promise<unknown>) => {
        tracing.event(begins);
        setCurrentDetails(name);
        await untilDone(name, act, () => setCurrentDetails(`Stuck: ${name}`));
      };
      tracing.event('starting rollback');
      await undo(STEPS.pay.undo, () => payments.cancelPayment(charge));
      await undo(STEPS.confirmStock.undo, () => inventory.restock(stock));
      await undo(STEPS.create.undo, () => orders.endOrder({ order, ending }));
      tracing.event('rollback completed');
    }),
  );
  setCurrentDetails('done');
}
