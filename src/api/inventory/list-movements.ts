import { z } from 'zod';
import { MOVEMENT_KINDS } from '../../domains/inventory/stock-movements.js';
import { createCursorCodec, pageSchema, paginate } from '../http/cursor.js';
import { createdAt, integerParam, uuid } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { stockParams } from './get-inventory.js';

const movementCursor = createCursorCodec(z.strictObject({ id: z.int().min(1) }));

const movementRepresentation = z
  .object({
    kind: z.enum(MOVEMENT_KINDS).meta({ description: 'Why the stock moved.' }),
    available_delta: z.int().meta({ description: 'Units by which `available` changed.' }),
    reserved_delta: z.int().meta({ description: 'Units by which `reserved` changed.' }),
    order_id: uuid.nullable().meta({ description: 'The order that moved the stock, if any.' }),
    return_id: uuid.nullable().meta({ description: 'The return that moved the stock, if any.' }),
    reason: z.string().nullable().meta({ description: 'The reason of an adjustment.' }),
    created_at: createdAt,
  })
  .meta({ id: 'StockMovement' });

export const listMovements = defineRoute({
  method: 'get',
  path: '/v1/inventory/:product_id/movements',
  operationId: 'listMovements',
  summary: 'List the movements of the stock of a product',
  description: 'Returns the stock ledger of the product from newest to oldest. The deltas add up to the stock.',
  access: 'operator',
  scope: 'inventory',
  params: stockParams,
  query: z.strictObject({
    limit: integerParam(1, 100).default(50).meta({ description: 'Maximum number of movements on the page.' }),
    cursor: movementCursor.parameter,
  }),
  responses: {
    200: { description: 'A page of movements.', body: pageSchema('StockMovementPage', movementRepresentation) },
  },
  problems: problems('product_not_in_inventory'),
  async handler({ params, query: { limit, cursor } }, { inventory, stockMovements }) {
    await inventory.get(params.product_id);
    const rows = await stockMovements.list(params.product_id, { before: cursor?.id, limit: limit + 1 });
    const { page, nextCursor } = paginate(rows, limit, movementCursor, ({ id }) => ({ id }));
    const data = page.map(({ kind, availableDelta, reservedDelta, orderId, returnId, reason, at }) => ({
      kind,
      available_delta: availableDelta,
      reserved_delta: reservedDelta,
      order_id: orderId,
      return_id: returnId,
      reason,
      created_at: at.toISOString(),
    }));
    return { status: 200, body: { data, next_cursor: nextCursor } };
  },
});
