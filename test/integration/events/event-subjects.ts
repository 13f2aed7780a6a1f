import { randomUUID } from 'node:crypto';
import { readOrder } from '../../../src/api/orders/order-views.js';
import { toPayment } from '../../../src/representations/payment.js';
import { GatewayRecordLedger } from '../../../src/domains/payments/gateway-record-ledger.js';
import type { GatewayDispute, GatewayRefund } from '../../../src/domains/payments/payment-gateway.js';
import { PaymentLedger } from '../../../src/domains/payments/payment-ledger.js';
import { PaymentReader } from '../../../src/domains/payments/payment-reader.js';
import { SIMULATED_CAPABILITIES } from '../../../src/providers/simulated/capabilities.js';
import { RefundLedger } from '../../../src/domains/payments/refund-ledger.js';
import { ReturnsService } from '../../../src/domains/orders/returns.service.js';
import { EventFeed } from '../../../src/events/feed.js';
import { isAfter } from '../../../src/events/feed-cursor.js';
import { waitUntil } from '../../kit/observe.js';
import type { Domains } from '../../kit/domains.js';
import { newOrder } from '../../kit/orders.js';
import { chargeOf } from '../../kit/scripted-gateway.js';

/** What happens to an order and its payment, without workflows and a gateway. */
export function eventSubjects({ source, orders, reader, catalog, inventory }: Domains) {
  const payments = new PaymentLedger(source);
  const paymentReader = new PaymentReader(source);
  const refunds = new RefundLedger(source, SIMULATED_CAPABILITIES);
  const records = new GatewayRecordLedger(source);
  const returns = new ReturnsService(source);

  async function placeOrder() {
    const order = newOrder();
    await orders.create(order);
    const { orderId, userId } = order;
    const payment = () => payments.get(orderId);
    const charge = async (...[status, overrides]: Parameters<typeof chargeOf>) =>
      payments.recordCharge(await payment(), chargeOf(status, { transactionId: `TXN-${orderId}`, ...overrides }));
    return {
      order,
      orderId,
      startPayment: () =>
        payments.findOrCreate({ orderId, userId, amount: 2_549, currency: 'USD', method: 'credit_card' }, 'processing'),
      charge,
      extend: (expiresAt: string) => orders.extendReservation(orderId, expiresAt),
      confirm: async () => orders.confirm(orderId, (await payment()).id),
      end: (status: 'cancelled' | 'failed') =>
        orders.terminate(order, { status, reason: 'asked', actor: 'customer' } as never),
      refund: async (amount: number, status: 'succeeded' | 'failed') => {
        const refundId = randomUUID();
        const { refund } = await refunds.findOrCreate({ refundId, orderId, amount, reason: 'damaged' });
        if (!refund) throw new Error('The payment has no remainder.');
        await refunds.record(refund, {
          status,
          gatewayRefundId: `RFD-${refundId}`,
          failureReason: status === 'failed' ? 'expired_card' : null,
        });
      },
      takeOver: async (record: { refunds?: GatewayRefund[]; disputes?: Partial<GatewayDispute>[] }) => {
        const dispute = {
          disputeId: `DSP-${orderId}`,
          amount: 100,
          currency: 'USD',
          reason: 'fraudulent',
          evidenceDueAt: null,
        };
        await records.takeOver((await payment()).id, {
          refunds: record.refunds ?? [],
          disputes: (record.disputes ?? []).map((each) => ({ ...dispute, status: 'open', ...each })),
        });
      },
      returnLine: async () => {
        const returnId = randomUUID();
        const [item] = order.items;
        const lines = [{ productId: item?.productId ?? '', quantity: 1 }];
        await returns.record({ returnId, orderId, lines, restock: true, reason: 'wrong size' });
        await returns.complete({ returnId, refundedAmount: 1_000 });
      },
      /** What the API returns now. */
      read: async () => {
        const found = await readOrder(orderId, reader, paymentReader);
        return {
          order: found,
          ...(found.payment && { payment: toPayment(await paymentReader.get(found.payment.id)) }),
        };
      },
    };
  }

  return { placeOrder, catalog, inventory };
}

/** Resolves when the feed has everything that was committed before. Transactions of other tests may hold it back. */
export async function waitForFeed({ source }: Domains): Promise<void> {
  const [{ id }] = await source.query<[{ id: string }]>(
    'SELECT (pg_current_xact_id()::text::bigint + transaction_offset)::text AS id FROM events.settings',
  );
  const feed = new EventFeed(source);
  await waitUntil(
    () => feed.end(),
    (end) => isAfter(end, `${id}-0`),
  );
}

/** As JSON has it: without undefined properties. */
export function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
