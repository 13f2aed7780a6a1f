import { In, type DataSource, type Repository } from 'typeorm';
import { Payment } from './payment.entity.js';

/** Reads payments. */
export class PaymentReader {
  private readonly payments: Repository<Payment>;

  constructor(database: DataSource) {
    this.payments = database.getRepository(Payment);
  }

  /** The payments of those of the given orders that have one. */
  findByOrders(orderIds: readonly string[]): Promise<Payment[]> {
    return this.payments.findBy({ orderId: In([...orderIds]) });
  }
}
