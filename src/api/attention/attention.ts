import type { CatalogService } from '../../domains/catalog/catalog.service.js';
import type { StockNumbers } from '../../domains/inventory/stock-numbers.js';
import type { ExpiringOrder, OrderAttentionQueries } from '../../domains/orders/order-attention-queries.js';
import type { ReturnsService } from '../../domains/orders/returns.service.js';
import type { EndpointAttentionQueries } from '../../domains/webhooks/endpoint-attention-queries.js';
import type { PaymentAttentionQueries } from '../../domains/payments/payment-attention-queries.js';
import { orderWorkflowId } from '../../contracts/workflow-ids.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import type { TemporalWebUi } from '../dependencies/temporal-web-ui.js';
import { endpointItems } from './endpoint-items.js';
import { newItem, type AttentionItem, type AttentionKind } from './attention-item.js';
import type { AttentionRuns } from './run-items.js';

/** Items of each kind. Others become visible when these are resolved. */
const LIMIT = 50;
/** How soon a reservation must end to be listed, in seconds. */
const ENDING_WITHIN_SECONDS = 120;
/** How long after its reservation an order may take to end, in seconds. */
const OVERDUE_AFTER_SECONDS = 120;
/** How long a payment may be undecided, in seconds. */
const UNDECIDED_AFTER_SECONDS = 600;

/** Kinds that are about an order which must not stay as it is. */
const KINDS_OF_ORDERS: readonly AttentionKind[] = [
  'parked',
  'stuck',
  'dead_run',
  'overdue_order',
  'dispute_open',
  'refund_failed',
  'payment_undecided',
];

interface Sources {
  readonly runs: AttentionRuns;
  readonly orders: OrderAttentionQueries;
  readonly payments: PaymentAttentionQueries;
  readonly stock: StockNumbers;
  readonly endpoints: EndpointAttentionQueries;
  /** Returns the available units at or below which stock is low. */
  readonly lowStockThreshold: () => Promise<number>;
  readonly catalog: Pick<CatalogService, 'find'>;
  readonly returns: Pick<ReturnsService, 'findOrderIds'>;
  readonly webUi: TemporalWebUi;
}

/** Finds what an operator should look at. */
export class Attention {
  constructor(private readonly sources: Sources) {}

  /** Returns the items, the most urgent kinds first, and whether Temporal answered. */
  async list(): Promise<{ items: AttentionItem[]; runsKnown: boolean }> {
    const [runs, disputes, refunds, payments, endpoints, ending, stock] = await Promise.all([
      this.runs(),
      this.disputes(),
      this.failedRefunds(),
      this.undecidedPayments(),
      endpointItems(this.sources.endpoints, LIMIT),
      this.endingReservations(),
      this.lowStock(),
    ]);
    const items = [...(runs ?? []), ...refunds, ...disputes, ...payments, ...endpoints, ...ending, ...stock];
    return { items, runsKnown: runs !== undefined };
  }

  /** The ids of the orders that need attention. */
  async orderIds(): Promise<string[]> {
    const { items } = await this.list();
    const ids = items.filter(({ kind }) => KINDS_OF_ORDERS.includes(kind)).map(({ order_id: id }) => id ?? null);
    return [...new Set(ids.filter((id) => id !== null))];
  }

  /** Undefined while Temporal does not answer. */
  private async runs(): Promise<AttentionItem[] | undefined> {
    try {
      const [failing, abandoned] = await Promise.all([this.failingRuns(), this.abandonedOrders()]);
      return [...abandoned, ...failing];
    } catch (error) {
      if (isTemporalOutage(error)) return undefined;
      throw error;
    }
  }

  /** The runs of returns do not contain the order's id. */
  private async failingRuns(): Promise<AttentionItem[]> {
    const { runs, returns } = this.sources;
    const items = await runs.findFailing();
    const returnIds = items.flatMap(({ order_id: orderId, reason }) => (orderId === null && reason ? [reason] : []));
    const orderIds = returnIds.length > 0 ? await returns.findOrderIds(returnIds) : new Map<string, string>();
    return items.map((item) => ({
      ...item,
      order_id: item.order_id ?? orderIds.get(item.reason ?? '') ?? null,
      reason: null,
    }));
  }

  private async abandonedOrders(): Promise<AttentionItem[]> {
    const { runs, orders, webUi } = this.sources;
    const [dead, overdue] = await Promise.all([
      runs.findDeadPlacements(),
      orders.findOverdue(OVERDUE_AFTER_SECONDS, LIMIT),
    ]);
    const unfinished = await orders.findUnfinished(dead.map(({ orderId }) => orderId));
    const deadRuns = new Map(dead.map((run) => [run.orderId, run]));
    const late = overdue.filter(({ orderId }) => !deadRuns.has(orderId));
    const toItem = (kind: AttentionKind, order: ExpiringOrder) => {
      const run = deadRuns.get(order.orderId);
      const workflowId = orderWorkflowId(order.orderId);
      return newItem({
        id: `${kind} ${order.orderId}`,
        kind,
        subject: order.status,
        reason: run?.status ?? null,
        since: run?.closedAt ?? order.expiresAt.toISOString(),
        ...ofOrder(order),
        workflow_id: workflowId,
        web_ui_url: webUi.linkTo(workflowId),
      });
    };
    return [
      ...unfinished.map((order) => toItem('dead_run', order)),
      ...late.map((order) => toItem('overdue_order', order)),
    ];
  }

  private async disputes(): Promise<AttentionItem[]> {
    const disputes = await this.sources.payments.findOpenDisputes(LIMIT);
    return disputes.map((dispute) =>
      newItem({
        id: `dispute ${dispute.disputeId}`,
        kind: 'dispute_open',
        subject: dispute.reason,
        reason: dispute.reason,
        since: dispute.since.toISOString(),
        due_at: dispute.evidenceDueAt?.toISOString() ?? null,
        ...ofOrder(dispute),
      }),
    );
  }

  private async failedRefunds(): Promise<AttentionItem[]> {
    const refunds = await this.sources.payments.findFailedRefunds(LIMIT);
    return refunds.map((refund) =>
      newItem({
        id: `refund ${refund.refundId}`,
        kind: 'refund_failed',
        subject: refund.refundId,
        reason: refund.reason,
        since: refund.since.toISOString(),
        ...ofOrder(refund),
      }),
    );
  }

  private async undecidedPayments(): Promise<AttentionItem[]> {
    const payments = await this.sources.payments.findUndecided(UNDECIDED_AFTER_SECONDS, LIMIT);
    return payments.map((payment) =>
      newItem({
        id: `payment ${payment.paymentId}`,
        kind: 'payment_undecided',
        subject: payment.status,
        since: payment.since.toISOString(),
        ...ofOrder(payment),
      }),
    );
  }

  private async endingReservations(): Promise<AttentionItem[]> {
    const orders = await this.sources.orders.findEnding(ENDING_WITHIN_SECONDS, LIMIT);
    return orders.map((order) =>
      newItem({
        id: `reservation ${order.orderId}`,
        kind: 'reservation_ending',
        subject: order.status,
        since: order.createdAt.toISOString(),
        due_at: order.expiresAt.toISOString(),
        ...ofOrder(order),
      }),
    );
  }

  private async lowStock(): Promise<AttentionItem[]> {
    const { stock, catalog, lowStockThreshold } = this.sources;
    const low = await stock.findLow(await lowStockThreshold(), LIMIT);
    const products = await catalog.find(low.map(({ productId }) => productId));
    const active = new Set(products.filter(({ status }) => status === 'active').map(({ id }) => id));
    return low
      .filter(({ productId }) => active.has(productId))
      .map(({ productId, sku, available, since }) =>
        newItem({
          id: `stock ${productId}`,
          kind: 'low_stock',
          subject: sku,
          reason: String(available),
          since: since.toISOString(),
          product_id: productId,
        }),
      );
  }
}

function ofOrder({ orderId, amount, currency }: { orderId: string; amount: number; currency: string }) {
  return { order_id: orderId, amount, currency };
}
