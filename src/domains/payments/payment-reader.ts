import { Any, type DataSource, type Repository } from 'typeorm';
import { PaymentNotFound } from './errors.js';
import { Payment } from './payment.entity.js';
import { Refund } from './refund.entity.js';

export interface PaymentWithRefunds extends Payment {
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
      this.payments.findOneBy({ id: paymentId }),
      this.refunds.find({ where: { paymentId }, order: { createdAt: 'ASC', id: 'ASC' } }),
    ]);
    if (!payment) throw new PaymentNotFound({ payment_id: paymentId });
    return Object.assign(payment, { refunds });
  }

  /** Returns the payments of the given orders. Orders without a payment are left out. */
  findByOrders(orderIds: readonly string[]): Promise<Payment[]> {
    return this.payments.findBy({ orderId: Any([...orderIds]) });
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
