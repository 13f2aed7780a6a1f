import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { StockRequest } from '../domains/inventory/reservations.service.js';
import type { Ending, OrderRequest } from '../domains/orders/orders.service.js';
import type { PaymentRequest } from '../domains/payments/payments.service.js';
import { inventory, orders, payments } from './activities.js';
import { untilDone } from './saga.js';

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
  const step = async (name: string, act: () => Promise<unknown>) => {
    setCurrentDetails(name);
    await untilDone(name, act, () => setCurrentDetails(`Stuck: ${name}`));
  };
  await CancellationScope.nonCancellable(async () => {
    await step('refund', () => payments.cancelPayment(charge));
    await step('restock', () => inventory.restock(stock));
    await step('cancel the order', () => orders.endOrder({ order, ending }));
  });
  setCurrentDetails('done');
}
