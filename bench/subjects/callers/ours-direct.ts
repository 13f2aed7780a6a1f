import { OrderRuns } from '../../../src/api/orders/order-runs.js';
import { orderWorkflowId } from '../../../src/contracts/workflow-ids.js';
import type { PlaceOrder } from '../caller.js';
import { connect, expectConfirmed, inputOf } from './temporal.js';

const TIMEOUT_MS = 60_000;

/** The order service without the API: this process makes the call of the API. */
export async function open(): Promise<PlaceOrder> {
  const temporal = await connect();
  const runs = new OrderRuns(temporal);
  return async (order, onAccepted) => {
    const acceptance = await runs.place(inputOf(order), { staticSummary: 'bench' }, TIMEOUT_MS);
    if (acceptance?.rejection) throw new Error(acceptance.rejection.message);
    onAccepted();
    expectConfirmed(await temporal.client.workflow.result(orderWorkflowId(order.orderId)));
  };
}
