import type { DomainSchema } from '../database/database.js';
import { Dispute } from './dispute.entity.js';
import { AddDisputes1764374400003 } from './migrations/add-disputes.js';
import { AddRefunds1763942400003 } from './migrations/add-refunds.js';
import { AuthorizePayments1764460800003 } from './migrations/authorize-payments.js';
import { CountPaymentChanges1764028800003 } from './migrations/count-payment-changes.js';
import { CreatePayments1763856000003 } from './migrations/create-payments.js';
import { IndexAttention1765065600003 } from './migrations/index-attention.js';
import { Payment } from './payment.entity.js';
import { Refund } from './refund.entity.js';

export const paymentsSchema: DomainSchema = {
  schema: 'payments',
  entities: [Payment, Refund, Dispute],
  migrations: [
    CreatePayments1763856000003,
    AddRefunds1763942400003,
    CountPaymentChanges1764028800003,
    AddDisputes1764374400003,
    AuthorizePayments1764460800003,
    IndexAttention1765065600003,
  ],
};
