import { z } from 'zod';
import type { StoredErasure } from '../../domains/orders/erasure.service.js';
import { timestamp, uuid } from '../http/fields.js';

const count = (description: string) => z.int().min(0).meta({ description });

export const erasureRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the erasure.' }),
    status: z
      .enum(['running', 'completed'])
      .meta({ description: 'running: orders under way are erased after they end; `report.waiting` counts them.' }),
    pseudonym: uuid.meta({ description: "Takes the place of the user's id in orders and payments." }),
    report: z
      .object({
        orders: count('Orders that have the pseudonym.'),
        payments: count('Payments that have the pseudonym.'),
        personal_data: count('Orders whose personal data or metadata was deleted.'),
        runs: count('Workflow executions that were deleted.'),
        waiting: count('Orders that wait until their workflows end.'),
      })
      .nullable()
      .meta({ description: 'What was done so far. Null until the first report.' }),
    requested_at: timestamp.meta({ description: 'Time of the request.' }),
    completed_at: timestamp.nullable().meta({ description: 'Time of the completion. Null while it runs.' }),
  })
  .meta({ id: 'Erasure' });

export function toErasure(erasure: StoredErasure): z.input<typeof erasureRepresentation> {
  const { id, pseudonym, report, requestedAt, completedAt } = erasure;
  return {
    id,
    status: completedAt === null ? 'running' : 'completed',
    pseudonym,
    report: report && {
      orders: report.orders,
      payments: report.payments,
      personal_data: report.personalData,
      runs: report.runs,
      waiting: report.waiting,
    },
    requested_at: requestedAt.toISOString(),
    completed_at: completedAt?.toISOString() ?? null,
  };
}
