import type { DomainSchema } from '../database.js';
import { CreatePayments1763856000003 } from './migrations/create-payments.js';
import { Payment } from './payment.entity.js';

export const paymentsSchema: DomainSchema = {
  schema: 'payments',
  entities: [Payment],
  migrations: [CreatePayments1763856000003],
};
