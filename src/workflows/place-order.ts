import { allHandlersFinished, CancellationScope, condition } from '@temporalio/workflow';
import type { Ending, OrderRequest } from '../domains/orders/orders.service.js';
import { inventory, orders, payments } from './activities.js';
import type { PlaceOrderInput, PlaceOrderResult } from './messages.js';
import { Placement } from './placement.js';
import { Saga } from './saga.js';

/**
 * Places an order: holds its stock, takes its payment and confirms it, or leaves nothing behind.
 *
 * @returns how it ended; a business refusal is an outcome, not a failure of the run
 * @throws CancelledFailure when the run itself was cancelled, after everything was undone
 */
export async function placeOrder(input: PlaceOrderInput): Promise<PlaceOrderResult> {
  const { orderId, userId, paymentMethod, requestFingerprint } = input;
  const order: OrderRequest = { orderId, userId, paymentMethod, requestFingerprint };
  const placement = new Placement(input, async (expiresAt) => {
    await inventory.extendReservation({ orderId, expiresAt });
    await orders.extendOrderReservation({ orderId, expiresAt });
  });
  const saga = new Saga<Ending>((names) => placement.stuck(names));
  try {
    await placement.untilCalledOff(async () => {
      const priced = await orders.priceOrder(input.lines);
      const { items, totalAmount, currency } = priced;
      const stock = { orderId, lines: items.map(({ productId, quantity }) => ({ productId, quantity })) };
      const charge = {
        orderId,
        userId,
        amount: totalAmount,
        currency,
        method: paymentMethod,
        token: input.paymentToken,
      };

      const payment = await placement.whileHeld(async (expiresAt) => {
        placement.enter('reserving');
        await saga.step({
          name: 'reserve stock',
          run: () => inventory.reserveStock({ ...stock, expiresAt }),
          compensate: () => inventory.releaseStock(stock),
        });

        placement.enter('creating');
        await saga.step({
          name: 'create order',
          run: () => orders.createOrder({ ...order, ...priced, reservationExpiresAt: expiresAt }),
          compensate: (ending) => orders.endOrder({ order, ending }),
        });
        placement.accept(totalAmount);

        placement.enter('paying');
        return saga.step({
          name: 'pay',
          run: () => placement.untilPaid(() => payments.processPayment(charge)),
          compensate: () => payments.cancelPayment(charge),
        });
      });

      placement.enter('confirming');
      await orders.markOrderPaid({ orderId, paymentId: payment.paymentId });
      placement.paid(payment.paymentId);
      await saga.step({
        name: 'confirm stock',
        run: () => inventory.confirmStock(stock),
        compensate: () => inventory.restock(stock),
      });
      // Paid and confirmed: from here only forward.
      await CancellationScope.nonCancellable(() => orders.confirmOrder({ orderId }));
      placement.confirmed();
    });
  } catch (error) {
    await saga.compensate(placement.leave(error));
  }
  await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
  return placement.result();
}
