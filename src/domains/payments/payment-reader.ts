import type { DataSource, Repository } from 'typeorm';
import { Dispute } from './dispute.entity.js';
import { PaymentNotFound } from './errors.js';
import { Payment } from './payment.entity.js';
import { Refund } from './refund.entity.js';

export interface PaymentWithDisputes extends Payment {
  /** Oldest first. */
  readonly disputes: readonly Dispute[];
  /** The refunds that the provider has not decided. */
  readonly pendingRefunds: readonly Refund[];
}

export interface PaymentWithRefunds extends PaymentWithDisputes {
  /** Oldest first. */
  readonly refunds: readonly Refund[];
}

export class PaymentReader {
  private readonly payments: Repository<Payment>;
  private readonly refunds: Repository<Refund>;

  constructor(database: DataSource) {
    this.payments = database.getRepository(Payment);
    this.refunds = database.getRepository(Refund);
  }

  /** @throws PaymentNotFound */
  async get(paymentId: string): Promise<PaymentWithRefunds> {
    const [payment, refunds] = await Promise.all([
      this.selectWithDisputes().where('p.id = :paymentId', { paymentId }).getOne(),
      this.refundsOf(paymentId),
    ]);
    if (!payment) throw new PaymentNotFound({ payment_id: paymentId });
    return Object.assign(payment as PaymentWithDisputes, { refunds });
  }

  /** Returns the payment of an order with all its refunds; undefined when the order has none. */
  async findWithRefunds(orderId: string): Promise<PaymentWithRefunds | undefined> {
    const [payment] = await this.findByOrders([orderId]);
    return payment && Object.assign(payment, { refunds: await this.refundsOf(payment.id) });
  }

  private refundsOf(paymentId: string): Promise<Refund[]> {
    return this.refunds.find({ where: { paymentId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Returns the payments of the given orders. Orders without a payment are left out. */
  findByOrders(orderIds: readonly string[]): Promise<PaymentWithDisputes[]> {
    return this.selectWithDisputes().where('p.orderId = ANY (:orderIds)', { orderIds }).getMany() as Promise<
      PaymentWithDisputes[]
    >;
  }

  private selectWithDisputes() {
    return this.payments
      .createQueryBuilder('p')
      .leftJoinAndMapMany('p.disputes', Dispute, 'd', 'd.paymentId = p.id')
      .leftJoinAndMapMany('p.pendingRefunds', Refund, 'r', `r.paymentId = p.id AND r.status = 'pending'`)
      .orderBy('d.createdAt', 'ASC');
  }

  /** Returns the order of a charge, or null when the charge is not known. @param transactionId - the gateway's id of the charge */
  async findOrderOfCharge(transactionId: string): Promise<string | null> {
    const payment = await this.payments.findOneBy({ transactionId });
    return payment?.orderId ?? null;
  }

  /** The versions of the payments of the given orders, by order id. */
  async versions(orderIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.payments.query<{ order_id: string; version: number }[]>(
      'SELECT order_id, version FROM payments.payments WHERE order_id = ANY ($1)',
      [orderIds],
    );
    return new Map(rows.map(({ order_id, version }) => [order_id, version]));
  }
}
